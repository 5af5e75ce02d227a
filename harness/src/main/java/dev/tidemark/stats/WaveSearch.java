package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A greedy search for regular ups and downs on top of a curve: load with a period, bursts, purges.
 *
 * <p>Idea: a regular wave puts its power at one frequency, correlated noise and bends of the curve
 * spread theirs. The power of the residuals at each frequency is compared with the mean of its
 * neighbours, from half to twice the frequency; a peak that exceeds them {@value #LIMIT} times is a
 * wave. Its frequency is refined by least squares. Waves of fewer than {@value #FEWEST_CYCLES}
 * cycles are left to the curve.
 */
final class WaveSearch {
  private static final int MOST = 3;
  private static final double FEWEST_CYCLES = 3;
  private static final double SPACING = 0.5;
  private static final double LIMIT = 15;
  private static final int FEWEST_READINGS = 30;
  private static final int FEWEST_NEIGHBOURS = 6;

  /** A wave leaks into so many of the frequencies tried to either side. */
  private static final int LEAKAGE = 3;

  private final double[] x;

  /** The phases of the lowest frequency tried... */
  private final Phases slowest;

  /** ...and what they turn by from one frequency to the next. */
  private final Phases turn;

  private WaveSearch(double[] x) {
    this.x = x;
    this.slowest = Phases.at(x, FEWEST_CYCLES);
    this.turn = Phases.at(x, SPACING);
  }

  /**
   * The waves found.
   *
   * @param x from 0 to 1, never decreasing
   * @param knees where the curve beneath may bend
   * @param leastNoise the least standard deviation that a fit may claim
   */
  static Waves of(double[] x, double[] y, double[] knees, double leastNoise) {
    Waves waves = Waves.NONE;
    NormalEquations curve = NormalEquations.of(Design.of(x, knees, Design.NO_STEPS), y, 0);
    WaveSearch search = new WaveSearch(x);
    double[][] basis = {};
    while (waves.count() < MOST && x.length >= FEWEST_READINGS) {
      Optional<LinearFit> fit = curve.solved(leastNoise);
      if (fit.isEmpty() || Math.sqrt(fit.get().variance()) <= leastNoise) {
        break;
      }
      basis = orthonormal(basis, curve.columns());
      double peak = search.peak(fit.get().residuals(), basis);
      if (!(peak > 0)) {
        break;
      }
      Waves wave = Waves.at(x, peak);
      waves = waves.and(wave);
      curve = curve.with(wave.columns(), curve.columns().length);
    }
    return waves;
  }

  /** The refined frequency of the clearest peak, or 0 where none is clear. */
  private double peak(double[] residuals, double[][] curve) {
    double highest = x.length / 2.5;
    int count = (int) Math.floor((highest - FEWEST_CYCLES) / SPACING) + 1;
    double[] power = powers(residuals, count);
    double[] sums = new double[count + 1];
    for (int k = 0; k < count; k++) {
      sums[k + 1] = sums[k] + power[k];
    }
    int best = -1;
    double bestRatio = LIMIT;
    for (int k = 0; k < count; k++) {
      double ratio = power[k] / background(sums, k);
      if (ratio > bestRatio) {
        best = k;
        bestRatio = ratio;
      }
    }
    return best < 0 ? 0 : new WavePeak(x, residuals, curve).near(frequency(best), SPACING);
  }

  private static double frequency(int k) {
    return FEWEST_CYCLES + SPACING * k;
  }

  /**
   * The power of each frequency, two beside each other, and perhaps of one more; the phase of every
   * reading is turned on from one to the next.
   */
  private double[] powers(double[] residuals, int count) {
    double[] cosine = slowest.cosine().clone();
    double[] sine = slowest.sine().clone();
    double[] power = new double[count + 1];
    for (int k = 0; k < count; k += 2) {
      double cosines = 0;
      double sines = 0;
      double nextCosines = 0;
      double nextSines = 0;
      for (int i = 0; i < x.length; i++) {
        double turnCosine = turn.cosine()[i];
        double turnSine = turn.sine()[i];
        double c = cosine[i] * turnCosine - sine[i] * turnSine;
        double s = sine[i] * turnCosine + cosine[i] * turnSine;
        cosines += cosine[i] * residuals[i];
        sines += sine[i] * residuals[i];
        nextCosines += c * residuals[i];
        nextSines += s * residuals[i];
        cosine[i] = c * turnCosine - s * turnSine;
        sine[i] = s * turnCosine + c * turnSine;
      }
      power[k] = cosines * cosines + sines * sines;
      power[k + 1] = nextCosines * nextCosines + nextSines * nextSines;
    }
    return power;
  }

  /**
   * The mean power of the frequencies about one, without those that it leaks into.
   *
   * @param sums of the powers before each
   */
  private static double background(double[] sums, int at) {
    double frequency = frequency(at);
    int first = Math.max(0, (int) Math.ceil((frequency / 2 - FEWEST_CYCLES) / SPACING));
    double high = Math.max(frequency * 2, frequency + 6);
    int end = Math.min(sums.length - 1, (int) Math.floor((high - FEWEST_CYCLES) / SPACING) + 1);
    int left = Math.max(first, at - LEAKAGE);
    int right = Math.min(end, at + LEAKAGE + 1);
    int count = end - first - (right - left);
    double sum = sums[end] - sums[first] - (sums[right] - sums[left]);
    return count < FEWEST_NEIGHBOURS ? Double.MAX_VALUE : sum / count;
  }

  /** A longer basis, to which columns are added, each less its share in those before it. */
  private static double[][] orthonormal(double[][] basis, double[][] columns) {
    double[][] longer = Arrays.copyOf(basis, columns.length);
    for (int j = basis.length; j < columns.length; j++) {
      double[] column = columns[j].clone();
      takeOff(column, Arrays.copyOf(longer, j));
      takeOff(column, Arrays.copyOf(longer, j));
      double length = Math.sqrt(Products.of(column, column));
      for (int i = 0; i < column.length; i++) {
        column[i] /= length;
      }
      longer[j] = column;
    }
    return longer;
  }

  /** Leaves of a column what is orthogonal to a basis. */
  private static void takeOff(double[] column, double[][] basis) {
    for (double[] direction : basis) {
      double share = Products.of(direction, column);
      for (int i = 0; i < column.length; i++) {
        column[i] -= share * direction[i];
      }
    }
  }
}
