package dev.tidemark.stats;

import java.util.OptionalDouble;

/**
 * The growth per request that would be called a leak, tried out.
 *
 * <p>What the parts of the test need at the noise of a series is only a first guess: with growth in
 * it the same series may be prepared otherwise (another wave, no lower envelope), or the growth may
 * vanish in the steps of the gauge. So the growth is added to the readings, in whole steps where
 * there are any, and raised until the test passes. A gauge that stands still shows no noise; the
 * guess is then made for that of an error spread evenly over one step.
 */
final class ConvictableGrowth {
  private static final double RAISE = 1.25;
  private static final int TRIES = 12;

  private final double[] x;
  private final double[] y;
  private final double step;
  private final LeakTest test;

  private ConvictableGrowth(double[] x, double[] y, double step, LeakTest test) {
    this.x = x;
    this.y = y;
    this.step = step;
    this.test = test;
  }

  /**
   * The least growth from a first guess on that passes, or nothing where none does.
   *
   * @param guess per unit of x
   */
  static OptionalDouble from(double guess, double[] x, double[] y, LeakTest test) {
    double step = Noise.step(y);
    double ofSteps = FloorTest.CONVICTABLE * step / Math.sqrt(y.length);
    double growth = Math.max(guess, ofSteps / (x[x.length - 1] - x[0]));
    ConvictableGrowth convictable = new ConvictableGrowth(x, y, step, test);
    for (int i = 0; i < TRIES; i++) {
      if (convictable.passes(growth)) {
        return OptionalDouble.of(growth);
      }
      growth *= RAISE;
    }
    return OptionalDouble.empty();
  }

  private boolean passes(double growth) {
    double[] grown = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double gain = growth * (x[i] - x[0]);
      grown[i] = y[i] + (step > 0 ? step * Math.floor(gain / step) : gain);
    }
    return Readings.of(LowerEnvelope.whereBetter(x, TwoLevels.removed(x, grown)))
        .flatMap(readings -> test.of(readings).passed())
        .isPresent();
  }
}
