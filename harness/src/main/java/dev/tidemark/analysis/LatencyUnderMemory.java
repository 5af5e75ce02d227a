package dev.tidemark.analysis;

import dev.tidemark.ledger.LatencyInterval;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;

/**
 * Whether requests took much longer once memory was nearly full: a note beside the verdict, never a
 * verdict.
 *
 * <p>Idea: the rounds of one segment, which all send alike, are those that ended below {@value
 * #FULL} of the limit and those that began above it; what crosses it belongs to neither. The note
 * falls where the 99th percentile over all requests above is at least {@value #RATIO} times that
 * below, and the median of the rounds' own percentiles above is {@value #BEYOND} times that of
 * every equally long stretch of rounds below. So a single slow round says nothing, and a slow
 * stretch nothing that stretches below it were, too. That memory is the cause is not claimed: the
 * share of time in collections is told beside it.
 */
final class LatencyUnderMemory {
  static final double FULL = 0.8;
  static final double RATIO = 2;
  static final double BEYOND = 1.5;
  private static final int FEWEST_ABOVE = 3;
  private static final int FEWEST_BELOW = 12;

  /** Stretches below, side by side, that those above are compared with. */
  private static final int STRETCHES = 4;

  private static final long FEWEST_REQUESTS = 200;
  private static final double BURN_IN = 0.15;
  private static final String COLLECTING = "jvm.gc.seconds";
  private static final double LEAST_SECONDS = 2;
  private static final double PERCENT = 100;

  private final TargetVerdict target;
  private final List<Tick> ticks;
  private final List<LatencyInterval> intervals;

  LatencyUnderMemory(TargetVerdict target, RunRecord record) {
    this(target, record.ticksOf(target.name()), record.intervalsOf(target.name()));
  }

  LatencyUnderMemory(TargetVerdict target, List<Tick> ticks, List<LatencyInterval> intervals) {
    this.target = target;
    this.ticks = ticks;
    this.intervals = intervals;
  }

  /** The target's verdict, with the note where there is one. */
  TargetVerdict noted() {
    Optional<String> note = target.limit().flatMap(this::note);
    if (note.isEmpty()) {
      return target;
    }
    List<String> notes = new ArrayList<>(target.notes());
    notes.add(note.get());
    return target.withNotes(notes);
  }

  private Optional<String> note(Limit limit) {
    double full = FULL * limit.size().bytes();
    List<RoundLatency> all = RoundLatency.of(ticks, intervals);
    List<RoundLatency> above = all.stream().filter(round -> round.before() >= full).toList();
    if (above.isEmpty()) {
      return Optional.empty();
    }
    int segment = above.get(above.size() - 1).segment();
    above = above.stream().filter(round -> round.segment() == segment).toList();
    List<RoundLatency> first =
        all.stream().filter(r -> r.segment() == segment && r.after() < full).toList();
    List<RoundLatency> below = first.subList((int) (BURN_IN * first.size()), first.size());
    Histogram after = together(above);
    Histogram before = together(below);
    if (above.size() < FEWEST_ABOVE
        || below.size() < FEWEST_BELOW
        || after.getTotalCount() < FEWEST_REQUESTS
        || before.getTotalCount() < FEWEST_REQUESTS) {
      return Optional.empty();
    }
    double p99 = after.getValueAtPercentile(99);
    double was = before.getValueAtPercentile(99);
    if (p99 < RATIO * was || median(above) < BEYOND * highestMedian(below, above.size())) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "p99 was %s below 80%% of the limit of %s, and is %s above, %.1f times as long (%d rounds"
                + " below, %d above)%s",
            millis(was),
            limit.size(),
            millis(p99),
            p99 / was,
            below.size(),
            above.size(),
            collecting(below, above)));
  }

  private static Histogram together(List<RoundLatency> rounds) {
    Histogram sum = LatencyInterval.none();
    rounds.forEach(round -> sum.add(round.nanos()));
    return sum;
  }

  private static double median(List<RoundLatency> rounds) {
    double[] sorted = rounds.stream().mapToDouble(RoundLatency::p99).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  /** Of all stretches of so many rounds, or of a part of them where there are few. */
  private static double highestMedian(List<RoundLatency> rounds, int length) {
    int stretch = Math.max(1, Math.min(length, rounds.size() / STRETCHES));
    double highest = 0;
    for (int from = 0; from + stretch <= rounds.size(); from++) {
      highest = Math.max(highest, median(rounds.subList(from, from + stretch)));
    }
    return highest;
  }

  /** Such as {@code ; garbage collections took 2% of the time below, 31% above}. */
  private String collecting(List<RoundLatency> below, List<RoundLatency> above) {
    OptionalDouble was = share(below);
    OptionalDouble is = share(above);
    return was.isEmpty() || is.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT,
            "; garbage collections took %.0f%% of the time below, %.0f%% above",
            PERCENT * was.getAsDouble(),
            PERCENT * is.getAsDouble());
  }

  /** The share of time in collections between readings under load; forced ones lie outside. */
  private OptionalDouble share(List<RoundLatency> rounds) {
    int[] wanted = rounds.stream().mapToInt(RoundLatency::round).sorted().toArray();
    Predicate<Tick> counts = tick -> Arrays.binarySearch(wanted, tick.round()) >= 0;
    double collecting = 0;
    double seconds = 0;
    Optional<Tick> last = Optional.empty();
    for (Tick tick : ticks) {
      boolean reading = tick.kind() == Tick.Kind.LOAD && tick.samples().containsKey(COLLECTING);
      if (!reading) {
        last = tick.kind() == Tick.Kind.LOAD ? last : Optional.empty();
        continue;
      }
      if (last.isPresent() && last.get().round() == tick.round() && counts.test(tick)) {
        collecting += value(tick) - value(last.get());
        seconds += (tick.nanos() - last.get().nanos()) / 1e9;
      }
      last = Optional.of(tick);
    }
    return seconds < LEAST_SECONDS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, collecting) / seconds);
  }

  private static double value(Tick tick) {
    MemorySample sample = tick.samples().get(COLLECTING);
    return sample == null ? 0 : sample.value();
  }

  private static String millis(double nanos) {
    double millis = nanos / 1e6;
    return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : "%,.0f ms", millis);
  }
}
