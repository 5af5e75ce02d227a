package dev.tidemark.reports;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Death;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RecommendedLimit;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Sizing;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Runs with fixed figures: the demonstration's two arms, and variations on them. */
final class Runs {
  static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  static final Limit LIMIT = new Limit(ByteSize.ofMebibytes(128), "-Xmx");
  static final double KIB = 1024;
  static final double MIB = 1024 * KIB;

  private Runs() {}

  static RunVerdict demo() {
    return new RunVerdict(
        Verdict.Kind.LEAK,
        RunVerdict.Gate.PASS,
        0,
        "leaky leaks 83.1 KiB per request, fixed does not: as expected.",
        List.of(leaky(), fixed()));
  }

  static RunVerdict of(RunVerdict.Gate gate, int exit, String reason, TargetVerdict... targets) {
    Verdict.Kind worst = Verdict.Kind.PLATEAU;
    for (TargetVerdict target : targets) {
      worst = target.verdict().kind().worseThan(worst) ? target.verdict().kind() : worst;
    }
    return new RunVerdict(worst, gate, exit, reason, List.of(targets));
  }

  static TargetVerdict leaky() {
    Verdict leak =
        new Verdict.Leak("Live memory grows by 83.1 KiB with every request, and nothing frees it.");
    return TargetVerdict.of("leaky", leak)
        .expected(Optional.of(Verdict.Kind.LEAK))
        .series(
            List.of(
                live(leak, slope(83.1 * KIB, 82.9 * KIB, 83.3 * KIB), OptionalDouble.empty())
                    .withLine(90, 31.3 * MIB, 720, 82.43 * MIB, 0.6 * MIB)
                    .build(),
                direct(),
                threads(41),
                served()))
        .requests(720)
        .requestsPerSecond(95.2)
        .loadSeconds(7.6)
        .limit(Optional.of(LIMIT))
        .requestsToLimit(Optional.of(new Range(880, 900)))
        .secondsToLimit(Optional.of(new Range(9.24, 9.96)))
        .lastFloor(OptionalDouble.of(82.4 * MIB))
        .peakBytes(OptionalDouble.of(104.2 * MIB))
        .perInFlight(Optional.of(slope(210 * KIB, 180 * KIB, 240 * KIB)))
        .safeInFlight(OptionalLong.of(96))
        .suspects(
            List.of(
                new Suspect(
                    "class",
                    "dev.tidemark.targets.proxy.BufferedResponse",
                    1.0,
                    40,
                    true,
                    "720 more instances after 720 requests.",
                    "Find what keeps them: a list or a map that is never emptied."),
                new Suspect(
                    "class",
                    "byte[]",
                    2.004,
                    84_900,
                    false,
                    "1,443 more instances after 720 requests.",
                    "Arrays are held by something else; look at the classes above first.")))
        .notes(List.of("The heap came within 19% of its limit under load."))
        .sizing(
            new Sizing(
                8,
                OptionalDouble.of(84 * MIB),
                Optional.empty(),
                OptionalDouble.empty(),
                Optional.of(slope(27.8e9, 27.7e9, 27.9e9)),
                Optional.of(new Range(12.6, 12.9)),
                Optional.empty(),
                Optional.of(new Death.Died(893, 9.6, "its process ended"))))
        .build();
  }

  static TargetVerdict fixed() {
    Verdict plateau =
        new Verdict.Plateau("No leak of 62 B per request or more; live memory stays level.", 62);
    return TargetVerdict.of("fixed", plateau)
        .expected(Optional.of(Verdict.Kind.PLATEAU))
        .series(
            List.of(
                live(plateau, slope(3.1, -18.4, 24.6), OptionalDouble.of(62))
                    .withLine(600, 21.5 * MIB, 4_800, 21.51 * MIB, 0.05 * MIB)
                    .build(),
                direct(),
                threads(38),
                served()))
        .requests(4_800)
        .requestsPerSecond(94.8)
        .loadSeconds(50.6)
        .limit(Optional.of(LIMIT))
        .lastFloor(OptionalDouble.of(21.5 * MIB))
        .peakBytes(OptionalDouble.of(66.8 * MIB))
        .perInFlight(Optional.of(slope(205 * KIB, 170 * KIB, 240 * KIB)))
        .safeInFlight(OptionalLong.of(530))
        .sizing(
            new Sizing(
                8,
                OptionalDouble.of(23.5 * MIB),
                Optional.of(
                    new RecommendedLimit(
                        ByteSize.ofMebibytes(32), "the live set under load and a fifth")),
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()))
        .build();
  }

  /** A service without a leak that cannot hold the eight requests in flight that were asked for. */
  static TargetVerdict tooSmall() {
    return fixed()
        .but()
        .name("small")
        .expected(Optional.empty())
        .perInFlight(Optional.of(slope(30 * MIB, 28 * MIB, 32 * MIB)))
        .safeInFlight(OptionalLong.of(3))
        .build();
  }

  /** A leak whose times are told at a rate of 200 requests a second. */
  static TargetVerdict slowLeak() {
    return leaky()
        .but()
        .name("slow")
        .expected(Optional.empty())
        .requestsToLimit(Optional.of(new Range(1_560_000, 1_920_000)))
        .secondsToLimit(Optional.of(new Range(7_800, 9_600)))
        .notes(List.of())
        .sizing(
            new Sizing(
                8,
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.of(200),
                Optional.of(slope(50 * MIB, 45 * MIB, 55 * MIB)),
                Optional.of(new Range(8_400, 10_200)),
                Optional.empty(),
                Optional.empty()))
        .build();
  }

  /** One target whose live set and a count of threads tell different stories. */
  static TargetVerdict threadLeak() {
    Verdict leak = new Verdict.Leak("Threads grow by 1 with every request.");
    SeriesVerdict live =
        live(new Verdict.Plateau("level", 80), slope(12, -30, 54), OptionalDouble.of(80)).build();
    SeriesVerdict threads =
        new SeriesVerdict(
            "jvm.thread.count",
            MetricKind.THREADS,
            Unit.COUNT,
            leak,
            Optional.of(slope(1, 0.998, 1.002)),
            0.01,
            OptionalDouble.empty(),
            OptionalDouble.of(0.001),
            OptionalDouble.of(0.2),
            1.2,
            Optional.empty(),
            9,
            Rates.NONE);
    return bare("threads", leak, live, threads);
  }

  static TargetVerdict bare(String name, Verdict verdict, SeriesVerdict... series) {
    return TargetVerdict.of(name, verdict)
        .series(List.of(series))
        .requests(1_200)
        .requestsPerSecond(40)
        .loadSeconds(30)
        .build();
  }

  static SlopeEstimate slope(double perRequest, double low, double high) {
    return new SlopeEstimate(perRequest, new ConfidenceInterval(low, high, 0.95));
  }

  static LiveSet live(Verdict verdict, SlopeEstimate slope, OptionalDouble reached) {
    return new LiveSet(verdict, slope, reached, Optional.empty());
  }

  /** The live set's verdict in the making. */
  record LiveSet(
      Verdict verdict,
      SlopeEstimate slope,
      OptionalDouble reached,
      Optional<SeriesVerdict.FittedLine> line) {

    LiveSet withLine(double x0, double y0, double x1, double y1, double halfWidth) {
      return new LiveSet(
          verdict,
          slope,
          reached,
          Optional.of(new SeriesVerdict.FittedLine(x0, y0, x1, y1, halfWidth)));
    }

    SeriesVerdict build() {
      return new SeriesVerdict(
          "jvm.memory.live",
          MetricKind.LIVE_SET,
          Unit.BYTES,
          verdict,
          Optional.of(slope),
          100,
          reached,
          OptionalDouble.of(31),
          OptionalDouble.of(234.5),
          8_192,
          line,
          8,
          Rates.NONE);
    }
  }

  private static SeriesVerdict direct() {
    return new SeriesVerdict(
        "jvm.buffer.memory.used",
        MetricKind.BYTES,
        Unit.BYTES,
        new Verdict.Plateau("No growth at all: the value never changed.", 0),
        Optional.of(slope(0, 0, 0)),
        100,
        OptionalDouble.of(0),
        OptionalDouble.of(0),
        OptionalDouble.of(210),
        0,
        Optional.empty(),
        8,
        Rates.NONE);
  }

  private static SeriesVerdict threads(int count) {
    return new SeriesVerdict(
        "jvm.thread.count",
        MetricKind.THREADS,
        Unit.COUNT,
        new Verdict.Plateau("The count stays near " + count + ".", 0.004),
        Optional.of(slope(0.0002, -0.0011, 0.0015)),
        0.01,
        OptionalDouble.of(0.004),
        OptionalDouble.of(0.002),
        OptionalDouble.of(0.3),
        0.9,
        Optional.empty(),
        8,
        Rates.NONE);
  }

  private static SeriesVerdict served() {
    return new SeriesVerdict(
        "stats./totalRequests",
        MetricKind.SHOWN,
        Unit.COUNT,
        new Verdict.Growing("Counts requests: it should grow.", true),
        Optional.of(slope(1, 1, 1)),
        0.01,
        OptionalDouble.empty(),
        OptionalDouble.of(0.001),
        OptionalDouble.empty(),
        0,
        Optional.empty(),
        8,
        Rates.NONE);
  }

  static RunManifest manifest(String simulation) {
    return new RunManifest(
        RunManifest.SCHEMA,
        "2026-03-01T12-00-00-demo",
        START,
        "0.1.0",
        Optional.of("1f2e3d4c5b6a"),
        simulation,
        42,
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT,
            Duration.ofMinutes(5),
            8,
            List.of("concurrent", "abort")),
        List.of(
            identity("leaky", 8081, Verdict.Kind.LEAK),
            identity("fixed", 8082, Verdict.Kind.PLATEAU)));
  }

  private static TargetIdentity identity(String name, int port, Verdict.Kind expected) {
    return new TargetIdentity(
        name,
        "http://127.0.0.1:" + port,
        OptionalLong.of(4_711),
        "OpenJDK 64-Bit Server VM 17.0.15, G1",
        List.of("-Xmx128m", "-XX:+UseG1GC"),
        Optional.of(START.minusSeconds(4)),
        Optional.of(LIMIT),
        Optional.of(expected));
  }

  static RunRecord demoRecord() {
    Recording recording = new Recording(START);
    recording.arm("leaky", 8, 90, 24 * MIB, 83.1 * KIB);
    recording.arm("fixed", 16, 300, 21.5 * MIB, 0);
    return recording.record(manifest("dev.tidemark.simulations.DemoSimulation"));
  }
}
