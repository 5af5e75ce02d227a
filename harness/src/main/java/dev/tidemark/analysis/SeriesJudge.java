package dev.tidemark.analysis;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Verdict;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Judges one series of an arm by what it measures.
 *
 * <p>The live set always counts. A secondary series counts as GROWING or INCONCLUSIVE only when it
 * moved by more than {@value #MATERIAL} of its allowance: metaspace, threads and descriptors settle
 * long after traffic begins, by steps that no test of shape can tell from growth. Along a line at
 * the sensitivity or more it counts in any case. Resident memory, which moves by tens of megabytes
 * without a leak, counts only when it grows along a line beyond its whole allowance. Native memory
 * moves by less; where it rises by a good part of its allowance without being shown to grow,
 * nothing is called flat.
 */
final class SeriesJudge {
  private static final double MATERIAL = 0.1;

  /** Looks of the short first segment and of the long ones after it; they share the error rates. */
  static final int LOOKS =
      IntStream.range(0, RoundLimits.SEGMENTS)
          .map(segment -> Looks.ofSegment(segment).count())
          .sum();

  private final Plan plan;
  private final int shares;
  private final SeriesAnalyst analyst = new SeriesAnalyst();

  /**
   * @param shares how many series and arms share the error rate of the run
   */
  SeriesJudge(Plan plan, int shares) {
    this.plan = plan;
    this.shares = shares;
  }

  /**
   * The verdict on a series.
   *
   * @param last its last sample, which knows the bound of a bounded count
   * @param rounds in this segment
   */
  SeriesVerdict judge(Series series, MemorySample last, int rounds) {
    SeriesVerdict judged =
        analyst.judge(
            series,
            new Question(
                sensitivity(series.kind()),
                plan.allowance().of(series.kind()),
                LOOKS,
                shares,
                rounds,
                true));
    if (series.kind() == MetricKind.BOUNDED) {
      return judged.with(bounded(series, last));
    }
    boolean open =
        judged.verdict().kind() == Verdict.Kind.GROWING
            || judged.verdict().kind() == Verdict.Kind.INCONCLUSIVE;
    if (open && series.kind() == MetricKind.NATIVE && rises(judged, series)) {
      if (judged.verdict() instanceof Verdict.Growing growing && growing.linear()) {
        return judged;
      }
      return judged.with(
          new Verdict.Inconclusive(
              "rose by "
                  + series.unit().format(moved(series))
                  + ", which is neither beyond doubt nor flat; a longer --budget will tell"));
    }
    if (open
        && series.kind() != MetricKind.LIVE_SET
        && !material(series)
        && !growsBeyondDoubt(judged)) {
      return judged.with(
          new Verdict.Inconclusive(
              "moved by "
                  + series.unit().format(Math.max(0, Math.rint(moved(series))))
                  + ", little beside its allowance of "
                  + series.unit().format(plan.allowance().of(series.kind()))
                  + ": not counted"));
    }
    return judged;
  }

  /** Whether the verdict on a series counts for its target. */
  boolean counts(SeriesVerdict verdict, Series series) {
    return switch (series.kind()) {
      case LIVE_SET -> true;
      case BOUNDED, INDIRECT, SHOWN -> false;
      case NATIVE ->
          verdict.verdict().kind() == Verdict.Kind.LEAK
              || rises(verdict, series)
              || (material(series)
                  && verdict.verdict() instanceof Verdict.Growing growing
                  && growing.linear());
      case RESIDENT ->
          material(series)
              && verdict.verdict() instanceof Verdict.Growing growing
              && growing.linear();
      case BYTES, ENTRIES, THREADS, DESCRIPTORS, CLASSES ->
          verdict.verdict().kind() != Verdict.Kind.INCONCLUSIVE || material(series);
    };
  }

  /**
   * Whether native memory, which no test shows to grow, rose so much that it cannot be called flat
   * either: by half of its allowance, which is more than it was seen to move without a leak; or by
   * a quarter of it, and at no less than the sensitivity per request.
   */
  private boolean rises(SeriesVerdict verdict, Series series) {
    double moved = moved(series);
    boolean surely =
        verdict
            .slope()
            .filter(slope -> slope.interval().low() > sensitivity(series.kind()))
            .isPresent();
    double allowance = plan.allowance().of(series.kind());
    return verdict.verdict().kind() != Verdict.Kind.PLATEAU
        && (moved > allowance / 2 || (surely && moved > allowance / 4));
  }

  /**
   * Whether it surely grows along a line by no less than what matters, however little that came to.
   */
  private boolean growsBeyondDoubt(SeriesVerdict judged) {
    return switch (judged.kind()) {
      case LIVE_SET, BOUNDED, INDIRECT, SHOWN, NATIVE, RESIDENT -> false;
      case BYTES, ENTRIES, THREADS, DESCRIPTORS, CLASSES ->
          judged.verdict() instanceof Verdict.Growing growing
              && growing.linear()
              && judged
                  .slope()
                  .filter(slope -> slope.interval().low() > judged.sensitivity())
                  .isPresent();
    };
  }

  boolean material(Series series) {
    boolean whole = series.kind() == MetricKind.RESIDENT || series.kind() == MetricKind.NATIVE;
    double share = whole ? 1 : MATERIAL;
    return moved(series) > share * plan.allowance().of(series.kind());
  }

  /** Growth after the first quarter, in which everything warms up. */
  static double moved(Series series) {
    double[] y = series.y();
    return y[y.length - 1] - y[y.length / 4];
  }

  private static Verdict bounded(Series series, MemorySample last) {
    OptionalDouble bound = last.bound();
    double now = last.value();
    if (bound.isEmpty() || now >= bound.getAsDouble() || moved(series) <= 0) {
      return new Verdict.Plateau(
          String.format(Locale.ROOT, "stands at %,.0f of at most %,.0f", now, bound.orElse(now)),
          0);
    }
    double[] x = series.x();
    double perRequest = moved(series) / Math.max(1, x[x.length - 1] - x[x.length / 4]);
    long toFull = Math.round((bound.getAsDouble() - now) / perRequest);
    return new Verdict.Filling(
        String.format(
            Locale.ROOT,
            "%,.0f of at most %,.0f, full in about %,d requests",
            now,
            bound.getAsDouble(),
            toFull),
        toFull);
  }

  /** The growth that matters, scaled from bytes to other kinds as the default allowances are. */
  private double sensitivity(MetricKind kind) {
    double bytes = plan.sensitivity().bytes();
    return switch (kind) {
      case LIVE_SET, BYTES, NATIVE, RESIDENT, INDIRECT, BOUNDED, SHOWN -> bytes;
      case ENTRIES, THREADS, DESCRIPTORS, CLASSES ->
          bytes * Allowance.DEFAULT.of(kind) / Allowance.DEFAULT.of(MetricKind.BYTES);
    };
  }
}
