package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The doubt about memory that stands still, or rises in a few large steps, because it is taken in
 * chunks: what leaks inside of a chunk moves no gauge until the chunk is full.
 *
 * <p>A pool of direct memory, such as that of Netty, takes chunks of megabytes. So the largest rise
 * that was ever seen from one reading to the next and stayed, where it is one of whole megabytes
 * and little besides, is taken as what the pool can still have to give: growth that fits into it
 * over all requests of the readings is not ruled out. The live set of a store that keeps its
 * entries in large arrays rises in {@link LargeSteps}, which may hide growth in the same way.
 */
final class ChunkedMemory {
  private static final String BUFFERS = "jvm.buffer.memory.used";

  /** The share of a segment that a test leaves out. */
  private static final double BURN_IN = 0.15;

  /** Levels that a gauge may stand at and be called still; with more of them a test sees steps. */
  private static final long STILL = 2;

  /** With fewer steps that agree on a pace it is not convicted. */
  private static final int STEPS_THAT_CONVICT = 3;

  private static final double MEBIBYTE = 1 << 20;

  /** What threads keep besides, for their own input and output. */
  private static final double BESIDES = 0.25 * MEBIBYTE;

  private final List<Tick> ticks;
  private final double sensitivity;
  private final double allowance;

  /**
   * @param ticks all rows of one arm, in order
   * @param plan what it says of bytes
   */
  ChunkedMemory(List<Tick> ticks, Plan plan) {
    this.ticks = ticks;
    this.sensitivity = plan.sensitivity().bytes();
    this.allowance = plan.allowance().of(MetricKind.LIVE_SET);
  }

  /**
   * A pool that takes its memory in chunks.
   *
   * @param bytes that may leak without being seen
   * @param requests over which it stood still
   */
  private record Chunks(double bytes, double requests) {
    double hidden() {
      return bytes / requests;
    }

    /** How many requests would show growth of so many bytes per request. */
    double toShow(double growth) {
      return Math.ceil(bytes / growth);
    }
  }

  /**
   * Why a series is not shown to be flat.
   *
   * @param requests that would show it
   */
  private record Doubt(String words, double requests) {}

  /** The same verdict, or that flatness was not shown, or how fast chunks fill up. */
  SeriesVerdict weigh(SeriesVerdict judged, Series series) {
    return switch (judged.verdict().kind()) {
      case PLATEAU ->
          atAPace(judged, series)
              .or(
                  () ->
                      doubt(series)
                          .map(doubt -> judged.with(new Verdict.Inconclusive(doubt.words()))))
              .orElse(judged);
      case INCONCLUSIVE, GROWING -> atAPace(judged, series).orElse(judged);
      case FILLING, LEAK, CRASHED -> judged;
    };
  }

  private Optional<SeriesVerdict> atAPace(SeriesVerdict judged, Series series) {
    if (series.kind() != MetricKind.LIVE_SET) {
      return Optional.empty();
    }
    return LargeSteps.of(ticks, series.name())
        .flatMap(
            steps ->
                steps
                    .pace()
                    .filter(pace -> pace.perRequest().interval().low() > sensitivity)
                    .map(pace -> judged.withoutLine(verdict(steps, pace), steps.growth(pace))));
  }

  private Verdict verdict(LargeSteps steps, LargeSteps.Pace pace) {
    String words =
        String.format(
            Locale.ROOT,
            "it rose in %d steps of up to %s, each of which was filled at the same pace: %s per"
                + " request; ",
            steps.steps().size(),
            Unit.BYTES.format(steps.largest()),
            Figures.withInterval(Unit.BYTES, pace.perRequest()));
    String allowed = "the cache allowance of " + Unit.BYTES.format(allowance);
    return pace.steps() >= STEPS_THAT_CONVICT && steps.gained() > allowance
        ? new Verdict.Leak(words + "beyond " + allowed)
        : new Verdict.Growing(words + "within " + allowed, true);
  }

  /** Whether growth of the sensitivity may hide in a series, so that it counts. */
  boolean hides(Series series) {
    return doubt(series).isPresent();
  }

  /** How many requests it takes until growth of the sensitivity would show; none where it does. */
  OptionalLong requests(Series series) {
    return doubt(series)
        .map(doubt -> OptionalLong.of(Math.round(doubt.requests())))
        .orElse(OptionalLong.empty());
  }

  private Optional<Doubt> doubt(Series series) {
    return switch (series.kind()) {
      case LIVE_SET ->
          LargeSteps.of(ticks, series.name())
              .filter(steps -> steps.hidden() > sensitivity)
              .map(steps -> new Doubt(words(steps), steps.toShow(sensitivity)));
      case BYTES ->
          hiding(series).map(chunks -> new Doubt(words(chunks), chunks.toShow(sensitivity)));
      default -> Optional.empty();
    };
  }

  private Optional<Chunks> hiding(Series series) {
    if (!series.name().equals(BUFFERS)) {
      return Optional.empty();
    }
    double[] x = series.x();
    double[] y = series.y();
    int start = (int) Math.ceil(BURN_IN * y.length);
    long levels = Arrays.stream(y).skip(start).distinct().count();
    double requests = x[x.length - 1] - x[Math.min(start, x.length - 1)];
    if (levels > STILL || requests <= 0) {
      return Optional.empty();
    }
    return Optional.of(new Chunks(levels * largestRise(), requests))
        .filter(chunks -> chunks.hidden() > sensitivity);
  }

  /** The largest rise of what was never less from then on: what is given back is no pool's. */
  private double largestRise() {
    double largest = 0;
    double kept = Double.NaN;
    for (int i = ticks.size() - 1; i >= 0; i--) {
      MemorySample sample = ticks.get(i).samples().get(BUFFERS);
      if (sample != null) {
        double before = Double.isNaN(kept) ? sample.value() : Math.min(kept, sample.value());
        double rise = Double.isNaN(kept) ? 0 : kept - before;
        largest =
            rise >= MEBIBYTE && rise % MEBIBYTE <= BESIDES ? Math.max(largest, rise) : largest;
        kept = before;
      }
    }
    return largest;
  }

  private String words(LargeSteps steps) {
    return String.format(
        Locale.ROOT,
        "it rose by %s at once, %s: what fills it up would not be seen; %,.0f requests without"
            + " another such step would rule out %s per request",
        Unit.BYTES.format(steps.largest()),
        steps.steps().size() == 1
            ? String.format(Locale.ROOT, "%,.0f requests ago", steps.since())
            : String.format(
                Locale.ROOT,
                "the largest of %d steps, the last of them %,.0f requests ago",
                steps.steps().size(),
                steps.since()),
        steps.toShow(sensitivity),
        Unit.BYTES.format(sensitivity));
  }

  private String words(Chunks chunks) {
    return String.format(
        Locale.ROOT,
        "it is taken in pieces of up to %s, into which growth of %s per request fits unseen over"
            + " %,.0f requests; %,.0f requests would show %s",
        Unit.BYTES.format(chunks.bytes()),
        Unit.BYTES.format(chunks.hidden()),
        chunks.requests(),
        chunks.toShow(sensitivity),
        Unit.BYTES.format(sensitivity));
  }
}
