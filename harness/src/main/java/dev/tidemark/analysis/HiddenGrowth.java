package dev.tidemark.analysis;

import dev.tidemark.model.Allowance;
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
import java.util.stream.IntStream;

/**
 * The doubt about memory that stands still, or rises in a few large steps, because it is taken in
 * chunks: what leaks inside of a chunk moves no gauge until the chunk is full. And about native
 * memory, which moves by more than the rounds of a plateau would leak.
 *
 * <p>A pool of direct memory, such as that of Netty, takes chunks of megabytes. So the largest rise
 * that was ever seen from one reading to the next and stayed, where it is one of whole megabytes
 * and little besides, is taken as what the pool can still have to give: growth that fits into it
 * over all requests of the readings is not ruled out. The live set of a store that keeps its
 * entries in large arrays rises in {@link LargeSteps}, which may hide growth in the same way;
 * native memory that leaks does so in {@link NativeRises}.
 */
final class HiddenGrowth {
  static final String BUFFERS = "jvm.buffer.memory.used";

  /** Files are mapped in large pieces, too. */
  private static final String MAPPED_BUFFERS = BUFFERS + ".mapped";

  /** The share of a segment that a test leaves out. */
  private static final double BURN_IN = 0.15;

  /** Levels that a gauge may stand at and be called still; with more of them a test sees steps. */
  private static final long STILL = 2;

  /** With fewer steps that agree on a pace it is not convicted. */
  private static final int STEPS_THAT_CONVICT = 3;

  /** How many times its allowance native memory is to grow by, so that it shows. */
  private static final double BEYOND = 1.3;

  private static final double MEBIBYTE = 1 << 20;

  /** What threads keep besides, for their own input and output. */
  private static final double BESIDES = 0.25 * MEBIBYTE;

  private final List<Tick> ticks;
  private final double sensitivity;
  private final Allowance allowance;

  /**
   * @param ticks all rows of one arm, in order
   * @param plan what matters, and what is allowed
   */
  HiddenGrowth(List<Tick> ticks, Plan plan) {
    this.ticks = ticks;
    this.sensitivity = plan.sensitivity().bytes();
    this.allowance = plan.allowance();
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
      case PLATEAU -> {
        Optional<LargeSteps> steps = steps(series);
        yield atAPace(judged, series, steps)
            .orElseGet(() -> undecided(judged, doubt(series, steps)));
      }
      case INCONCLUSIVE ->
          atAPace(judged, series, steps(series))
              .orElseGet(() -> undecided(judged, afterLoads(series)));
      case GROWING -> atAPace(judged, series, steps(series)).orElse(judged);
      case FILLING, LEAK, CRASHED -> judged;
    };
  }

  private static SeriesVerdict undecided(SeriesVerdict judged, Optional<Doubt> doubt) {
    return doubt.map(one -> judged.with(new Verdict.Inconclusive(one.words()))).orElse(judged);
  }

  /** Those of a series that moves by whole pieces; empty for others. */
  private Optional<LargeSteps> steps(Series series) {
    boolean pieces =
        switch (series.kind()) {
          case LIVE_SET, THREADS, DESCRIPTORS -> true;
          case BYTES -> series.name().startsWith(BUFFERS);
          default -> false;
        };
    return pieces ? LargeSteps.of(ticks, series.name()) : Optional.empty();
  }

  private Optional<SeriesVerdict> atAPace(
      SeriesVerdict judged, Series series, Optional<LargeSteps> found) {
    return found.flatMap(
        steps ->
            steps
                .pace()
                .filter(pace -> pace.perRequest().interval().low() > judged.sensitivity())
                .map(pace -> judged.withoutLine(verdict(series, steps, pace), steps.growth(pace))));
  }

  private Verdict verdict(Series series, LargeSteps steps, LargeSteps.Pace pace) {
    Unit unit = series.unit();
    double allowed = allowance.of(series.kind());
    String words =
        String.format(
            Locale.ROOT,
            "it rose in %d steps of up to %s, %s: %s per request; ",
            steps.steps().size(),
            unit.format(steps.largest()),
            pace.even()
                ? "each of which was filled at the same pace"
                : "which came by chance and as often in the end as at first",
            Figures.withInterval(unit, pace.perRequest()));
    String besides = "the cache allowance of " + unit.format(allowed);
    return pace.steps() >= STEPS_THAT_CONVICT && steps.gained() > allowed
        ? new Verdict.Leak(words + "beyond " + besides)
        : new Verdict.Growing(words + "within " + besides, true);
  }

  /** Whether growth of the sensitivity may hide in a series, so that it counts. */
  boolean hides(Series series) {
    return doubt(series).isPresent();
  }

  /** How many requests it takes until growth of the sensitivity would show; none where it does. */
  OptionalLong requests(Series series) {
    return doubt(series)
        .map(doubt -> OptionalLong.of(Math.round(doubt.requests())))
        .orElseGet(() -> toFillPool(series));
  }

  private Optional<Doubt> doubt(Series series) {
    return doubt(series, steps(series));
  }

  private Optional<Doubt> doubt(Series series, Optional<LargeSteps> found) {
    return found
        .filter(
            steps -> series.kind() == MetricKind.LIVE_SET || series.name().equals(MAPPED_BUFFERS))
        .filter(steps -> steps.hidden() > sensitivity)
        .map(steps -> new Doubt(words(steps), steps.toShow(sensitivity)))
        .or(
            () ->
                hiding(series).map(chunks -> new Doubt(words(chunks), chunks.toShow(sensitivity))))
        .or(() -> afterLoads(series));
  }

  /** Native memory that gained as much with every load after the rounds. */
  private Optional<Doubt> afterLoads(Series series) {
    if (series.kind() != MetricKind.NATIVE) {
      return Optional.empty();
    }
    double allowed = BEYOND * allowance.of(MetricKind.NATIVE);
    return Optional.of(NativeRises.of(ticks))
        .filter(rises -> rises.grow(sensitivity))
        .map(rises -> new Doubt(words(rises), allowed / rises.last()));
  }

  /** Whether one more load may tell of native memory that grew in those after the rounds so far. */
  boolean oneMoreLoadTells() {
    return NativeRises.of(ticks).open(sensitivity);
  }

  /**
   * The requests that a pool of direct memory which was there from the start has room for, at the
   * sensitivity; none where it is no pool, or more were sent already.
   */
  private OptionalLong toFillPool(Series series) {
    double[] x = series.x();
    double held = Arrays.stream(series.y()).max().orElse(0);
    boolean still = Arrays.stream(series.y()).distinct().count() == 1;
    double requests = held / sensitivity;
    boolean pool = series.name().equals(BUFFERS) && still && isWhole(held);
    return pool && requests > x[x.length - 1] - x[0]
        ? OptionalLong.of(Math.round(requests))
        : OptionalLong.empty();
  }

  private static boolean isWhole(double bytes) {
    return bytes >= MEBIBYTE && bytes % MEBIBYTE <= BESIDES;
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
    double[] kept =
        LargeSteps.kept(
            ticks.stream()
                .flatMap(tick -> Optional.ofNullable(tick.samples().get(BUFFERS)).stream())
                .mapToDouble(MemorySample::value)
                .toArray());
    return IntStream.range(1, kept.length)
        .mapToDouble(i -> kept[i] - kept[i - 1])
        .filter(HiddenGrowth::isWhole)
        .max()
        .orElse(0);
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

  private static String words(NativeRises rises) {
    return String.format(
        Locale.ROOT,
        "it rose with each of %d loads after the rounds, by %s per request in the last: neither"
            + " beyond doubt nor flat; a longer --budget will tell",
        rises.perRequest().size(),
        Unit.BYTES.format(Math.rint(rises.last())));
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
