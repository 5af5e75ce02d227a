package dev.tidemark.cli;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.Preflight;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.sample.ArmReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What one target lets a run do. */
final class TargetChecks {
  private static final String ANSWERS = "answers the request";
  private static final String MEMORY = "memory read";
  private static final String WAY = "way into the JVM";
  private static final String OUTSIDE = "native memory";
  private static final String COLLECTION = "forced collection";
  private static final String LIMIT = "limit known";
  private static final String HEADROOM = "headroom";
  private static final String STATISTICS = "statistics";

  /** More of the limit than this, held before the first request, leaves no room to see growth. */
  private static final double CROWDED = 0.85;

  private TargetChecks() {}

  /** Asks the target once, and its memory after a forced collection. */
  static List<Check> of(RunConfig config, ArmConfig arm) {
    String request =
        config.traffic().first().method() + " " + arm.url() + config.traffic().first().path();
    Preflight.Ready ready;
    try {
      ready = Surroundings.ready(config, arm);
    } catch (RunImpossible e) {
      return impossible(arm, request, String.valueOf(e.getMessage()));
    }
    ready.sampler().close();
    List<Check> checks = new ArrayList<>();
    checks.add(Check.ok(ANSWERS, request));
    ArmReading reading = ready.reading();
    checks.add(
        Check.ok(
            MEMORY,
            reading.samples().size()
                + " series"
                + (ready.identity().runtime().isEmpty()
                    ? ""
                    : " of " + ready.identity().runtime())));
    ready.way().ifPresent(way -> checks.add(Check.ok(WAY, way)));
    checks.add(outside(reading));
    Optional<MemorySample> live =
        reading.samples().values().stream()
            .filter(sample -> sample.kind() == MetricKind.LIVE_SET)
            .findFirst();
    checks.add(collection(reading, live));
    checks.addAll(room(ready.identity().limit(), live));
    checks.add(statistics(arm, reading));
    return checks;
  }

  /** The trial's messages begin with the request, those on memory with the name of the arm. */
  private static List<Check> impossible(ArmConfig arm, String request, String why) {
    String aboutMemory = arm.name() + ": ";
    List<Check> checks = new ArrayList<>();
    if (why.startsWith(aboutMemory)) {
      checks.add(Check.ok(ANSWERS, request));
      checks.add(Check.failed(MEMORY, why.substring(aboutMemory.length())));
    } else {
      checks.add(Check.failed(ANSWERS, why));
      checks.add(Check.unknown(MEMORY, "asked once the target answers"));
    }
    for (String rest : List.of(COLLECTION, LIMIT, HEADROOM, STATISTICS)) {
      checks.add(Check.unknown(rest, "asked once the rows above are ok"));
    }
    return checks;
  }

  private static Check outside(ArmReading reading) {
    MemorySample outside = reading.samples().get("process.memory.native");
    return outside != null
        ? Check.ok(OUTSIDE, outside.unit().format(outside.value()) + " outside of the Java heap")
        : Check.unknown(
            OUTSIDE, "leaks of native code are not seen: they need --pid, and a JVM read by JMX");
  }

  private static Check collection(ArmReading reading, Optional<MemorySample> live) {
    if (live.isPresent() && live.get().gc() == GcState.AFTER_FULL_GC) {
      return Check.ok(
          COLLECTION,
          live.get().unit().format(live.get().value())
              + " survive, in "
              + String.format(Locale.ROOT, "%,d", reading.classes().size())
              + " classes");
    }
    return Check.lacking(
        COLLECTION,
        "only what the target publishes is judged: add --pid N, or --probe jmx:service:jmx:…");
  }

  private static List<Check> room(Optional<Limit> limit, Optional<MemorySample> live) {
    if (limit.isEmpty()) {
      return List.of(
          Check.lacking(LIMIT, "no forecast of when memory runs out: add --limit 128m"),
          Check.unknown(HEADROOM, "needs the limit"));
    }
    Check known = Check.ok(LIMIT, limit.get().size() + " (" + limit.get().source() + ")");
    if (live.isEmpty()) {
      return List.of(known, Check.unknown(HEADROOM, "needs the live set"));
    }
    double share = live.get().value() / limit.get().size().bytes();
    String held = String.format(Locale.ROOT, "%.0f%% of the limit is held", 100 * share);
    return List.of(
        known,
        share <= CROWDED
            ? Check.ok(HEADROOM, held)
            : Check.lacking(
                HEADROOM, held + " before the first request: restart the target, or raise -Xmx"));
  }

  private static Check statistics(ArmConfig arm, ArmReading reading) {
    String missed = reading.missed().get("http");
    if (missed != null) {
      return Check.lacking(STATISTICS, missed);
    }
    boolean asked =
        arm.probes().isEmpty() || arm.probes().stream().anyMatch(ProbeSpec.Http.class::isInstance);
    return asked
        ? Check.ok(STATISTICS, "the target's own numbers are read, too")
        : Check.unknown(STATISTICS, "not asked: add --probe http:/stats where the target has such");
  }
}
