package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.ColumnFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The floors that two arms have in common: the same round of the same segment, in the last segment
 * that has enough of them.
 */
final class ArmPairs {
  private static final int FEWEST = 16;
  private static final int FIRST = 3;
  private static final int LAST = 5;

  private final double[] requests;
  private final double[] candidate;
  private final double[] baseline;

  /**
   * @param requests of the candidate, cumulative
   */
  private ArmPairs(double[] requests, double[] candidate, double[] baseline) {
    this.requests = requests;
    this.candidate = candidate;
    this.baseline = baseline;
  }

  private record Place(int segment, int round) {}

  static ArmPairs of(SeriesVerdict series, List<Tick> candidate, List<Tick> baseline) {
    Map<Place, Tick> others = new HashMap<>();
    for (Tick tick : baseline) {
      if (tick.kind() == Tick.Kind.FLOOR && tick.samples().containsKey(series.name())) {
        others.put(new Place(tick.segment(), tick.round()), tick);
      }
    }
    List<Tick> mine = new ArrayList<>();
    for (Tick tick : candidate) {
      if (tick.kind() == Tick.Kind.FLOOR
          && tick.samples().containsKey(series.name())
          && others.containsKey(new Place(tick.segment(), tick.round()))) {
        mine.add(tick);
      }
    }
    int segment = mine.isEmpty() ? 0 : mine.get(mine.size() - 1).segment();
    while (segment > 0 && count(mine, segment) < FEWEST) {
      segment--;
    }
    int chosen = segment;
    List<Tick> used = mine.stream().filter(tick -> tick.segment() == chosen).toList();
    List<Tick> partners =
        used.stream()
            .flatMap(
                tick ->
                    Optional.ofNullable(others.get(new Place(tick.segment(), tick.round())))
                        .stream())
            .toList();
    return new ArmPairs(
        used.stream().mapToDouble(tick -> tick.counts().ended()).toArray(),
        values(used, series.name()),
        values(partners, series.name()));
  }

  private static long count(List<Tick> ticks, int segment) {
    return ticks.stream().filter(tick -> tick.segment() == segment).count();
  }

  private static double[] values(List<Tick> ticks, String series) {
    return ticks.stream()
        .flatMap(tick -> Optional.ofNullable(tick.samples().get(series)).stream())
        .mapToDouble(MemorySample::value)
        .toArray();
  }

  int rounds() {
    return requests.length;
  }

  private double[] differences() {
    double[] differences = new double[requests.length];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = candidate[i] - baseline[i];
    }
    return differences;
  }

  Series difference(SeriesVerdict series) {
    return new Series(series.name(), series.kind(), series.unit(), requests, differences());
  }

  /** A line through the differences after a burn-in; absent where there are too few. */
  Optional<ColumnFit> fit(double burnIn) {
    return fit(differences(), burnIn);
  }

  Optional<ColumnFit> candidateSlope(double burnIn) {
    return fit(candidate, burnIn);
  }

  private Optional<ColumnFit> fit(double[] values, double burnIn) {
    int start = (int) Math.ceil(burnIn * values.length);
    return values.length < FEWEST
        ? Optional.empty()
        : ColumnFit.ofLevels(
            StageFloors.line(Arrays.copyOfRange(requests, start, requests.length)),
            Arrays.copyOfRange(values, start, values.length));
  }

  /** From the median of its first floors to that of its last. */
  double gainedByCandidate() {
    int n = candidate.length;
    return n < FIRST + LAST ? 0 : median(n - LAST, n) - median(0, FIRST);
  }

  private double median(int from, int to) {
    double[] sorted = Arrays.copyOfRange(candidate, from, to);
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
