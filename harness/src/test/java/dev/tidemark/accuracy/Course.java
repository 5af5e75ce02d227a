package dev.tidemark.accuracy;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.FloorTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The rounds of a whole run, and its readings as a ledger holds them: one before the first round,
 * one after each.
 *
 * @param requests served at each reading
 * @param segments that each reading belongs to
 */
@SuppressWarnings("ArrayRecordComponent")
record Course(double[] requests, int[] segments, List<Look> looks) {
  static final TargetIdentity IDENTITY =
      new TargetIdentity(
          "simulated",
          "http://127.0.0.1:1",
          OptionalLong.empty(),
          "",
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String LIVE_SET = "jvm.memory.live";
  private static final double SMALLER = 0.1;
  private static final Course EQUAL = make(false);
  private static final Course GROWING = make(true);

  /**
   * A look.
   *
   * @param readings taken by then
   * @param between whether it is one between two main looks
   * @param requests of its segment so far
   */
  record Look(int readings, boolean last, boolean between, double requests) {}

  static Course of(boolean growing) {
    return growing ? GROWING : EQUAL;
  }

  private static Course make(boolean growing) {
    int before = growing ? RoundLimits.FIRST_SEGMENT : 0;
    int rounds = before + RoundLimits.LATER_SEGMENT;
    double[] requests = new double[rounds + 1];
    int[] segments = new int[rounds + 1];
    List<Look> looks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      boolean early = round <= before;
      requests[round] = requests[round - 1] + (early ? SMALLER : 1) * Scale.REQUESTS;
      segments[round] = early || !growing ? 0 : 1;
      Looks inSegment = Looks.ofSegment(early ? 0 : 1);
      int inside = early ? round : round - before;
      if (inSegment.contains(inside)) {
        double since = requests[round] - requests[round - inside];
        looks.add(new Look(round + 1, round == rounds, inSegment.isBetween(inside), since));
      }
    }
    return new Course(requests, segments, looks);
  }

  /**
   * How a target is driven over these rounds.
   *
   * @param slope bytes per request, for leaks without a size of their own
   * @param tallest nuisance, in standard deviations of a reading
   */
  Zoo.Course of(double slope, double tallest) {
    double last = requests[requests.length - 1];
    double before = last - RoundLimits.LATER_SEGMENT * Scale.REQUESTS;
    double shortest = before + Looks.FIRST_PLATEAU * Scale.REQUESTS;
    return new Zoo.Course(requests, last, shortest, slope, tallest);
  }

  /** What is asked of a run: to find leaks that 54 rounds just detect. */
  static Plan plan(long allowance) {
    return new Plan(
        new ByteSize(Math.round(sensitivity())),
        allowed(allowance),
        Duration.ofHours(1),
        1,
        List.of());
  }

  static Allowance allowed(long bytes) {
    return Allowance.DEFAULT.withBytes(new ByteSize(bytes));
  }

  static double sensitivity() {
    return Math.rint(FloorTest.DETECTABLE * Scale.unit(Looks.FIRST_PLATEAU));
  }

  /** The series as rows of a ledger: the first is the live set, the others are published bytes. */
  List<Tick> ticks(List<Target> series) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < requests.length; i++) {
      TreeMap<String, MemorySample> samples = new TreeMap<>();
      for (int k = 0; k < series.size(); k++) {
        samples.put(
            nameOf(k),
            new MemorySample(
                nameOf(k),
                k == 0 ? MetricKind.LIVE_SET : MetricKind.BYTES,
                Unit.BYTES,
                series.get(k).readings()[i],
                GcState.AFTER_FULL_GC));
      }
      ticks.add(
          new Tick(
              IDENTITY.name(),
              Tick.Kind.FLOOR,
              segments[i],
              i,
              i * 1_000_000_000L,
              START.plusSeconds(i),
              new RequestCounts(Math.round(requests[i]), 0, 0),
              samples,
              new TreeMap<>(),
              Map.of()));
    }
    return ticks;
  }

  /** The target whose series was judged. */
  static Target of(SeriesVerdict verdict, List<Target> series) {
    for (int k = 0; k < series.size(); k++) {
      if (verdict.name().equals(nameOf(k))) {
        return series.get(k);
      }
    }
    throw new IllegalArgumentException("nothing is called " + verdict.name());
  }

  private static String nameOf(int series) {
    return series == 0 ? LIVE_SET : "stats/held" + series + "Bytes";
  }
}
