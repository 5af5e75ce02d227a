package dev.tidemark.experiment;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.RunConfig;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.jvm.JvmIdentity;
import dev.tidemark.probe.jvm.JvmProbe;
import dev.tidemark.sample.ArmReading;
import dev.tidemark.sample.Sampler;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What must hold before the first request counts: the target answers 2xx, its memory can be read,
 * and a collection that is forced does happen.
 */
public final class Preflight {
  private static final Duration TRIAL = Duration.ofSeconds(30);
  private static final Duration READING = Duration.ofSeconds(20);

  private final RunConfig config;
  private final Traffic traffic;
  private final Clocks clocks;

  public Preflight(RunConfig config, Traffic traffic, Clocks clocks) {
    this.config = config;
    this.traffic = traffic;
    this.clocks = clocks;
  }

  /**
   * What was found out about a target that can be judged.
   *
   * @param way how its JVM is read, for people; absent where none is
   * @param sampler open; the caller closes it
   * @param reading taken after a forced collection, where one can be forced
   * @param gaps of probes that did not answer, one line each
   */
  public record Ready(
      TargetIdentity identity,
      Optional<String> way,
      Sampler sampler,
      ArmReading reading,
      List<String> gaps) {}

  /**
   * Checks one arm.
   *
   * @throws RunImpossible with one line that says what to do
   */
  public Ready check(ArmConfig arm) throws RunImpossible {
    if (arm.launch().isEmpty()) {
      return check(arm, Optional.empty());
    }
    LaunchedTarget launched = LaunchedTarget.start(arm.launch().get(), arm.url());
    try {
      return check(arm, Optional.of(launched));
    } catch (RunImpossible | RuntimeException e) {
      launched.close();
      throw e;
    }
  }

  private Ready check(ArmConfig arm, Optional<LaunchedTarget> launched) throws RunImpossible {
    new TrialRequest(traffic, TRIAL).send(arm.url());
    List<Probe> probes = probes(arm, launched);
    Sampler sampler = new Sampler(arm.name(), probes, clocks);
    ArmReading reading = sampler.read(Depth.FLOOR, READING);
    String missing = reading.missed().get("jvm");
    if (missing != null || reading.samples().isEmpty()) {
      sampler.close();
      throw new RunImpossible(
          arm.name()
              + ": "
              + (missing != null ? missing : String.join("; ", reading.missed().values())));
    }
    if (reading.samples().values().stream().noneMatch(s -> s.kind().convicts())) {
      sampler.close();
      throw new RunImpossible(
          arm.name()
              + ": nothing that can convict was read, only counters without a unit in their names;"
              + " add --pid N or -Dtidemark.probe=jvm:N to read the JVM itself");
    }
    List<String> gaps =
        reading.missed().entrySet().stream()
            .map(gap -> gap.getKey() + ": " + gap.getValue())
            .toList();
    return new Ready(identity(arm, probes), way(probes), sampler, reading, gaps);
  }

  private List<Probe> probes(ArmConfig arm, Optional<LaunchedTarget> launched)
      throws RunImpossible {
    try {
      return Probes.of(arm, launched, traffic, clocks);
    } catch (RunImpossible e) {
      throw new RunImpossible(arm.name() + ": " + e.getMessage(), e);
    }
  }

  private static Optional<String> way(List<Probe> probes) {
    return probes.stream()
        .filter(JvmProbe.class::isInstance)
        .map(JvmProbe.class::cast)
        .flatMap(probe -> probe.identity().stream())
        .map(JvmIdentity::way)
        .findFirst();
  }

  private TargetIdentity identity(ArmConfig arm, List<Probe> probes) {
    Optional<JvmIdentity> jvm =
        probes.stream()
            .filter(JvmProbe.class::isInstance)
            .map(JvmProbe.class::cast)
            .flatMap(probe -> probe.identity().stream())
            .findFirst();
    Optional<Limit> given =
        config.limit().map(size -> new Limit(new ByteSize(size.bytes()), "limit"));
    return new TargetIdentity(
        arm.name(),
        arm.url().toString(),
        jvm.map(JvmIdentity::pid).orElse(OptionalLong.empty()),
        jvm.map(JvmIdentity::runtime).orElse(""),
        jvm.map(JvmIdentity::arguments).orElse(List.of()),
        jvm.map(JvmIdentity::startedAt),
        given.or(() -> jvm.flatMap(JvmIdentity::limit)),
        arm.expected().or(() -> Optional.ofNullable(expected().get(arm.name()))));
  }

  private Map<String, dev.tidemark.model.Verdict.Kind> expected() {
    return config.expect();
  }
}
