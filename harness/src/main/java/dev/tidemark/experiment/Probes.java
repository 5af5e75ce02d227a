package dev.tidemark.experiment;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.http.StatsProbe;
import dev.tidemark.probe.http.StatsRequest;
import dev.tidemark.probe.http.Wire;
import dev.tidemark.probe.jvm.JavaProcesses;
import dev.tidemark.probe.jvm.JvmIdentity;
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
  private Probes() {}

  /**
   * The probes of an arm, none connected yet; without any in the configuration, the target's {@code
   * /stats}.
   *
   * @param launched the target, where this process started it: its JVM is read, unless probes of
   *     one are named
   * @param traffic whose headers are sent to the target's statistics too: they may hold its
   *     credentials
   */
  static List<Probe> of(
      ArmConfig arm, Optional<LaunchedTarget> launched, Traffic traffic, Clocks clocks)
      throws RunImpossible {
    ManagementDoors doors = new ManagementDoors(System.getenv());
    List<Probe> probes = new ArrayList<>();
    for (ProbeSpec spec : arm.probes()) {
      if (spec instanceof ProbeSpec.JvmByPid jvm) {
        probes.addAll(ofPid(jvm.pid(), clocks));
      } else if (spec instanceof ProbeSpec.JvmByMain jvm) {
        probes.addAll(ofPid(pid(jvm.main()), clocks));
      } else if (spec instanceof ProbeSpec.JvmByUrl jvm) {
        probes.add(JvmProbe.ofUrl(jvm.serviceUrl(), doors.access(jvm.door(), arm.url()), clocks));
      } else if (spec instanceof ProbeSpec.JvmByJolokia jvm) {
        URI url = URI.create(jvm.url());
        probes.add(JvmProbe.ofJolokia(url, doors.access(jvm.door(), arm.url()), clocks));
      } else if (spec instanceof ProbeSpec.Http http) {
        probes.add(stats(arm, http, traffic, clocks));
      } else if (spec instanceof ProbeSpec.OfProcess process) {
        probes.add(new ProcessProbe(process.pid(), clocks));
      }
    }
    if (launched.isPresent()) {
      if (probes.stream().noneMatch(JvmProbe.class::isInstance)) {
        launched.get().jvm().ifPresent(pid -> probes.addAll(ofPid(pid, clocks)));
      }
      probes.add(new LaunchProbe(launched.get(), clocks));
    }
    if (probes.stream().allMatch(LaunchProbe.class::isInstance)) {
      probes.add(stats(arm, new ProbeSpec.Http("/stats", Map.of()), traffic, clocks));
    }
    if (probes.stream().anyMatch(JvmProbe.class::isInstance)) {
      probes.replaceAll(
          probe -> probe instanceof StatsProbe ? new BriefProbe(probe, clocks.monotonic()) : probe);
    }
    return probes;
  }

  /** A JVM of this machine, inside and as the operating system sees it. */
  private static List<Probe> ofPid(long pid, Clocks clocks) {
    JvmProbe jvm = JvmProbe.ofPid(pid, clocks);
    return List.of(
        jvm, ProcessProbe.beside(() -> jvm.identity().flatMap(JvmIdentity::heap), pid, clocks));
  }

  private static long pid(String main) throws RunImpossible {
    JavaProcesses.Found found = JavaProcesses.running().running(main);
    if (found instanceof JavaProcesses.Found.One one) {
      return one.pid();
    }
    throw new RunImpossible(
        found instanceof JavaProcesses.Found.Unclear unclear ? unclear.reason() : main);
  }

  private static Probe stats(ArmConfig arm, ProbeSpec.Http http, Traffic traffic, Clocks clocks) {
    boolean own = http.path().startsWith("/");
    URI whole = own ? arm.url() : URI.create(http.path());
    String path =
        own
            ? http.path()
            : whole.getRawPath() + (whole.getRawQuery() == null ? "" : "?" + whole.getRawQuery());
    URI base = own ? whole : URI.create(whole.getScheme() + "://" + whole.getRawAuthority());
    return new StatsProbe(
        new StatsRequest(
            base,
            path,
            own ? traffic.headers() : Map.of(),
            http.bounded(),
            Set.of(),
            Optional.empty()),
        own ? traffic.wire() : beside(arm, base, traffic),
        clocks);
  }

  /** Another port of the target's host is trusted, and shown a certificate, as the target is. */
  private static Wire beside(ArmConfig arm, URI base, Traffic traffic) {
    boolean sameHost = String.valueOf(base.getHost()).equalsIgnoreCase(arm.url().getHost());
    return sameHost ? new Wire(Wire.Version.AGREED, traffic.wire().tls()) : Wire.plain();
  }
}
