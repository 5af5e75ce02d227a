package dev.tidemark.recording;

import java.util.Arrays;
import java.util.OptionalDouble;

/** The requests served so far against time, summed over the series that count them. */
final class RequestsCurve {
  private static final int MOST = 1 << 20;

  private double[] seconds = new double[256];
  private double[] sums = new double[256];
  private int length;
  private int at;
  private double held;
  private boolean first = true;

  /** A further series follows, whose samples are added to those before. */
  void series() {
    finish();
    first = length == 0;
    at = 0;
    held = 0;
  }

  /** Takes a sample; between its own samples a series stands where it was. */
  void sample(double second, double count) throws UnreadableRecording {
    if (first) {
      if (length > 0 && second <= seconds[length - 1]) {
        return;
      }
      if (length == MOST) {
        throw new UnreadableRecording(
            "holds more than " + MOST + " samples of requests in a series");
      }
      if (length == seconds.length) {
        seconds = Arrays.copyOf(seconds, 2 * length);
        sums = Arrays.copyOf(sums, 2 * length);
      }
      seconds[length] = second;
      sums[length++] = count;
      return;
    }
    while (at < length && seconds[at] < second) {
      sums[at++] += held;
    }
    held = count;
  }

  private void finish() {
    while (!first && at < length) {
      sums[at++] += held;
    }
  }

  /** All series are there. */
  void end() {
    finish();
    at = 0;
  }

  /** The requests at a time; empty before the first sample. Times must not decrease. */
  OptionalDouble at(double second) {
    if (at > 0 && seconds[at - 1] > second) {
      at = 0;
    }
    while (at < length && seconds[at] <= second) {
      at++;
    }
    return at == 0 ? OptionalDouble.empty() : OptionalDouble.of(sums[at - 1]);
  }
}
