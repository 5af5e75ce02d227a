package dev.tidemark.analysis;

import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Growth in large pieces of one size, such as the pages of a store that keeps its entries in arrays
 * of a megabyte: a test that leaves a few steps out sees none of it.
 *
 * <p>Idea: of what was never given back, the rises from one floor to the next that stand out of the
 * noise are compared. A table or a buffer that is made once is one rise; a store that fills takes
 * the same again and again. Pieces that stopped coming, for three times as long as the longest that
 * any was waited for, are none.
 *
 * @param each bytes of a piece
 * @param count of pieces so far
 * @param apart requests from one to the next, on average
 * @param since requests after the last one
 */
record EqualPieces(double each, int count, double apart, double since) {
  private static final double SMALLEST = 256 << 10;

  /** Deviations of a floor that a piece exceeds. */
  private static final double STANDS_OUT = 8;

  /** Sizes are equal within this share of them, and so many deviations. */
  private static final double EQUAL = 0.02;

  private static final double EQUAL_DEVIATIONS = 4;
  private static final double STOPPED = 3;

  /** Turns a median absolute deviation into a standard deviation. */
  private static final double NORMAL = 1.4826;

  /**
   * The pieces in which a series grows; empty where it does not, or stopped.
   *
   * @param ticks all rows of one arm, in order
   */
  static Optional<EqualPieces> of(List<Tick> ticks, String series) {
    List<Tick> floors =
        ticks.stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR && tick.samples().containsKey(series))
            .toList();
    if (floors.size() < FloorSeries.FEWEST) {
      return Optional.empty();
    }
    double[] x = floors.stream().mapToDouble(tick -> tick.counts().ended()).toArray();
    double[] y =
        floors.stream()
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(series)).stream())
            .mapToDouble(sample -> sample.value())
            .toArray();
    return of(x, y);
  }

  private static Optional<EqualPieces> of(double[] x, double[] y) {
    double[] kept = y.clone();
    for (int i = kept.length - 2; i >= 0; i--) {
      kept[i] = Math.min(kept[i], kept[i + 1]);
    }
    double deviation = deviation(y);
    double least = Math.max(SMALLEST, STANDS_OUT * deviation);
    List<Integer> rises = new ArrayList<>();
    for (int i = 1; i < kept.length; i++) {
      if (kept[i] - kept[i - 1] >= least) {
        rises.add(i);
      }
    }
    List<Integer> equal = List.of();
    for (int like : rises) {
      double size = kept[like] - kept[like - 1];
      double within = EQUAL * size + EQUAL_DEVIATIONS * deviation;
      List<Integer> group =
          rises.stream().filter(i -> Math.abs(kept[i] - kept[i - 1] - size) <= within).toList();
      equal = group.size() > equal.size() ? group : equal;
    }
    return equal.size() < 2 ? Optional.empty() : coming(x, kept, equal);
  }

  private static Optional<EqualPieces> coming(double[] x, double[] kept, List<Integer> pieces) {
    int last = pieces.get(pieces.size() - 1);
    double longest = 0;
    for (int k = 1; k < pieces.size(); k++) {
      longest = Math.max(longest, x[pieces.get(k)] - x[pieces.get(k - 1)]);
    }
    double since = x[x.length - 1] - x[last];
    double each = pieces.stream().mapToDouble(i -> kept[i] - kept[i - 1]).average().orElse(0);
    double apart = (x[last] - x[pieces.get(0)]) / (pieces.size() - 1);
    return since > STOPPED * longest
        ? Optional.empty()
        : Optional.of(new EqualPieces(each, pieces.size(), apart, since));
  }

  /** The deviation of one reading, robust against the pieces. */
  private static double deviation(double[] y) {
    double[] steps = new double[y.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = y[i + 1] - y[i];
    }
    double middle = median(steps);
    double[] off = Arrays.stream(steps).map(step -> Math.abs(step - middle)).toArray();
    return NORMAL * median(off) / Math.sqrt(2);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /** Growth per request, if they go on coming as they did. */
  double perRequest() {
    return each / apart;
  }
}
