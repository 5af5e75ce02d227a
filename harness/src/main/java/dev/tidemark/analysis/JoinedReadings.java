package dev.tidemark.analysis;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.Unit;
import java.util.Arrays;

/**
 * The readings of one metric, as many as a test of shape can use: a series of more than {@value
 * #LONGEST} is cut into windows of equally many neighbours, and each window becomes one reading.
 *
 * <p>Of bytes that may hold garbage the lowest reading of a window is taken, for what is retained
 * shows in the lowest; of everything else the median, which a single odd reading does not move. The
 * window stands at the mean of its requests. The growth per request is the same before and after;
 * the noise is less. What does not fill a window of its own goes into the first one, where a run
 * warms up.
 */
final class JoinedReadings {
  /** A series of so many readings is left as it is. */
  static final int LONGEST = 720;

  /** A longer one becomes so many at most: more cost time and show no other shape. */
  private static final int JOINED = 360;

  private final boolean lowest;
  private final int size;
  private final double[] x;
  private final double[] y;
  private final double[] window;
  private int windows;
  private int inWindow;
  private int wanted;
  private double sumOfX;

  /**
   * Begins a series.
   *
   * @param total how many readings will be added
   */
  JoinedReadings(int total, boolean lowest) {
    this.lowest = lowest;
    this.size = total <= LONGEST ? 1 : (total + JOINED - 1) / JOINED;
    int length = total / size;
    this.x = new double[length];
    this.y = new double[length];
    this.wanted = total - (length - 1) * size;
    this.window = new double[Math.max(wanted, size)];
  }

  /** Whether the lowest reading of a window stands for what is retained. */
  static boolean lowestOf(SampleLayout.Column column) {
    return column.unit() == Unit.BYTES
        && column.gc() != GcState.AFTER_FULL_GC
        && column.kind() != MetricKind.BOUNDED;
  }

  void add(double requests, double value) {
    sumOfX += requests;
    window[inWindow++] = value;
    if (inWindow == wanted) {
      x[windows] = sumOfX / inWindow;
      y[windows] = lowest ? minimum() : median();
      windows++;
      inWindow = 0;
      sumOfX = 0;
      wanted = size;
    }
  }

  private double minimum() {
    double least = window[0];
    for (int i = 1; i < inWindow; i++) {
      least = Math.min(least, window[i]);
    }
    return least;
  }

  private double median() {
    Arrays.sort(window, 0, inWindow);
    int half = inWindow / 2;
    return inWindow % 2 == 1 ? window[half] : 0.5 * (window[half - 1] + window[half]);
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }
}
