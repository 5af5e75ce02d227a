package dev.tidemark.experiment;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.http.StatsProbe;
import dev.tidemark.probe.http.StatsRequest;
import dev.tidemark.probe.jvm.Credentials;
import dev.tidemark.probe.jvm.JvmProbe;
import dev.tidemark.probe.procfs.ProcessProbe;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the probes that a configuration names. */
final class Probes {
  /** Where user and password of a JMX port are read from. */
  private static final String JMX_USER = "TIDEMARK_JMX_USER";

  private static final String JMX_PASSWORD = "TIDEMARK_JMX_PASSWORD";

  private Probes() {}

  /**
   * The probes of an arm, none connected yet; without any in the configuration, the target's {@code
   * /stats}.
   *
   * @param traffic whose headers are sent to the target's statistics too: they may hold its
   *     credentials
   */
  static List<Probe> of(ArmConfig arm, Traffic traffic, Clocks clocks) {
    List<Probe> probes = new ArrayList<>();
    for (ProbeSpec spec : arm.probes()) {
      if (spec instanceof ProbeSpec.JvmByPid jvm) {
        probes.add(JvmProbe.ofPid(jvm.pid(), clocks));
        probes.add(new ProcessProbe(jvm.pid(), clocks));
      } else if (spec instanceof ProbeSpec.JvmByUrl jvm) {
        probes.add(JvmProbe.ofUrl(jvm.serviceUrl(), credentials(), clocks));
      } else if (spec instanceof ProbeSpec.Http http) {
        probes.add(stats(arm, http, traffic, clocks));
      } else if (spec instanceof ProbeSpec.OfProcess process) {
        probes.add(new ProcessProbe(process.pid(), clocks));
      }
    }
    if (probes.isEmpty()) {
      probes.add(stats(arm, new ProbeSpec.Http("/stats", Map.of()), traffic, clocks));
    }
    if (probes.stream().anyMatch(JvmProbe.class::isInstance)) {
      probes.replaceAll(
          probe -> probe instanceof StatsProbe ? new BriefProbe(probe, clocks.monotonic()) : probe);
    }
    return probes;
  }

  private static Probe stats(
      ArmConfig arm, ProbeSpec.Http http, Traffic traffic, Clocks clocks) {
    boolean own = http.path().startsWith("/");
    URI whole = own ? arm.url() : URI.create(http.path());
    String path =
        own
            ? http.path()
            : whole.getRawPath() + (whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery());
    URI base = own ? whole : URI.create(whole.getScheme() + "://" + whole.getRawAuthority());
    return new StatsProbe(
        new StatsRequest(
            base, path, own ? traffic.headers() : Map.of(), http.bounded(), Set.of(), Optional.empty()),
        own ? traffic.tls() : Optional.empty(),
        clocks);
  }

  private static Optional<Credentials> credentials() {
    String user = System.getenv(JMX_USER);
    String password = System.getenv(JMX_PASSWORD);
    return user == null || password == null
        ? Optional.empty()
        : Optional.of(new Credentials(user, password));
  }
}
