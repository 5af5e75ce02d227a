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
 * the same again and again, and several at once where many requests lie between two floors. Pieces
 * that stopped coming, for three times as long as the longest that any was waited for, are none.
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

  /** The share of all floors in which a target warms up. */
  private static final double BURN_IN = 0.15;

  /** Between floors this many times as far apart as usual there may be several pieces. */
  private static final double SPARSE = 3;

  /** Several pieces are whole ones within this share of one. */
  private static final double WHOLE = 0.15;

  /** Turns a median absolute deviation into a standard deviation. */
  private static final double NORMAL = 1.4826;

  /**
   * The pieces in which a series grows; empty where it does not, or stopped.
   *
   * @param ticks all rows of one arm, in order
   */
  static Optional<EqualPieces> of(List<Tick> ticks, String series) {
    List<Tick> floors =
        FloorSeries.ofRounds(ticks).stream()
            .filter(tick -> tick.samples().containsKey(series))
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
    double usual = median(steps(x));
    List<Rise> rises = new ArrayList<>();
    for (int i = Math.max(1, (int) (BURN_IN * x.length)); i < kept.length; i++) {
      if (kept[i] - kept[i - 1] >= least) {
        boolean sparse = x[i] - x[i - 1] > SPARSE * usual;
        rises.add(new Rise(x[i], kept[i] - kept[i - 1], sparse));
      }
    }
    List<Rise> equal = List.of();
    for (Rise like : rises) {
      double within = EQUAL * like.size() + EQUAL_DEVIATIONS * deviation;
      List<Rise> group = rises.stream().filter(one -> one.pieces(like.size(), within) > 0).toList();
      equal = !like.sparse() && group.size() > equal.size() ? group : equal;
    }
    return equal.size() < 2 ? Optional.empty() : coming(equal, x[x.length - 1]);
  }

  /**
   * From one floor to the next.
   *
   * @param at requests at the later one
   * @param sparse whether many more requests than usual lie between the two
   */
  private record Rise(double at, double size, boolean sparse) {
    /** How many pieces it is made of: one, or several where it is sparse; 0 where it is not. */
    long pieces(double each, double within) {
      long pieces = sparse ? Math.max(1, Math.round(size / each)) : 1;
      double off = Math.abs(size - pieces * each);
      return off <= (pieces > 1 ? Math.max(within, WHOLE * each) : within) ? pieces : 0;
    }
  }

  private static Optional<EqualPieces> coming(List<Rise> rises, double end) {
    double each =
        rises.stream().filter(one -> !one.sparse()).mapToDouble(Rise::size).average().orElseThrow();
    Rise first = rises.get(0);
    Rise last = rises.get(rises.size() - 1);
    double longest = 0;
    long after = 0;
    for (int k = 1; k < rises.size(); k++) {
      longest = Math.max(longest, rises.get(k).at() - rises.get(k - 1).at());
      after += Math.max(1, Math.round(rises.get(k).size() / each));
    }
    double since = end - last.at();
    return since > STOPPED * longest
        ? Optional.empty()
        : Optional.of(
            new EqualPieces(
                each, Math.toIntExact(after + 1), (last.at() - first.at()) / after, since));
  }

  private static double[] steps(double[] values) {
    double[] steps = new double[values.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = values[i + 1] - values[i];
    }
    return steps;
  }

  /** The deviation of one reading, robust against the pieces. */
  private static double deviation(double[] y) {
    double[] steps = steps(y);
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
