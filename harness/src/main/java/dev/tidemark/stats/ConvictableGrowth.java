package dev.tidemark.stats;

import java.util.OptionalDouble;
import java.util.function.BiPredicate;

/**
 * The growth per request that would be called a leak, tried out.
 *
 * <p>What the parts of the test need at the noise of a series is only a first guess: with growth in
 * it the same series may be prepared otherwise (another wave, no lower envelope), or the growth may
 * vanish in the steps of the gauge. So the growth is added to the readings, in whole steps where
 * there are any, wherever in a step it starts, and raised until the test passes. A gauge that
 * stands still shows no noise; the guess is then made for that of an error spread evenly over one
 * step.
 */
final class ConvictableGrowth {
  private static final double RAISE = 1.25;
  private static final int TRIES = 12;

  private final LowerEnvelope floors;
  private final Readings readings;
  private final double[] x;
  private final double[] y;
  private final double step;
  private final BiPredicate<Readings, LowerEnvelope> test;

  private ConvictableGrowth(
      LowerEnvelope floors,
      Readings readings,
      double[] x,
      double[] y,
      BiPredicate<Readings, LowerEnvelope> test) {
    this.floors = floors;
    this.readings = readings;
    this.x = x;
    this.y = y;
    this.step = Noise.step(y);
    this.test = test;
  }

  /**
   * The least growth from a first guess on that passes, or nothing where none does.
   *
   * @param guess per unit of x
   * @param floors of the series
   * @param readings of these floors
   * @param test whether readings of such floors are those of a leak
   */
  static OptionalDouble from(
      double guess,
      LowerEnvelope floors,
      Readings readings,
      double[] x,
      double[] y,
      BiPredicate<Readings, LowerEnvelope> test) {
    ConvictableGrowth convictable = new ConvictableGrowth(floors, readings, x, y, test);
    double ofSteps = FloorTest.CONVICTABLE * convictable.step / Math.sqrt(y.length);
    double growth = Math.max(guess, ofSteps / (x[x.length - 1] - x[0]));
    for (int i = 0; i < TRIES; i++) {
      if (convictable.passes(growth)) {
        return OptionalDouble.of(growth);
      }
      growth *= RAISE;
    }
    return OptionalDouble.empty();
  }

  private boolean passes(double growth) {
    return step > 0 ? passesAnew(growth, 0) && passesAnew(growth, 0.5) : passesRaised(growth);
  }

  /** A line on top changes nothing of how readings are prepared, unless there is an envelope. */
  private boolean passesRaised(double growth) {
    if (!floors.isPlain()) {
      return passesAnew(growth, 0);
    }
    double[] grown = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      grown[i] = floors.y()[i] + growth * (x[i] - x[0]);
    }
    LowerEnvelope envelope = LowerEnvelope.whereBetter(x, grown);
    return envelope.isPlain()
        ? test.test(readings.raised(growth, envelope.leastNoise()), envelope)
        : passesAnew(growth, 0);
  }

  /**
   * @param phase the part of a step that was filled before
   */
  private boolean passesAnew(double growth, double phase) {
    double[] grown = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      double gain = growth * (x[i] - x[0]);
      grown[i] = y[i] + (step > 0 ? step * Math.floor(gain / step + phase) : gain);
    }
    LowerEnvelope envelope = LowerEnvelope.whereBetter(x, TwoLevels.removed(x, grown));
    return Readings.of(envelope).filter(anew -> test.test(anew, envelope)).isPresent();
  }
}
