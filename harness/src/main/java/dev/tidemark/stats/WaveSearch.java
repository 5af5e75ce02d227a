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

  private static final int REFINEMENTS = 18;

  private WaveSearch() {}

  /**
   * The waves found.
   *
   * @param x from 0 to 1, never decreasing
   * @param knees where the curve beneath may bend
   * @param leastNoise the least standard deviation that a fit may claim
   */
  static Waves of(double[] x, double[] y, double[] knees, double leastNoise) {
    Waves waves = Waves.NONE;
    while (waves.count() < MOST && x.length >= FEWEST_READINGS) {
      Design design = Design.of(x, knees, Design.NO_STEPS, waves);
      Optional<LinearFit> fit = LinearFit.of(design, y, 0, leastNoise);
      if (fit.isEmpty() || Math.sqrt(fit.get().variance()) <= leastNoise) {
        break;
      }
      double peak = peak(x, fit.get().residuals(), orthonormal(design));
      if (!(peak > 0)) {
        break;
      }
      waves = waves.and(Waves.at(x, peak));
    }
    return waves;
  }

  /** The refined frequency of the clearest peak, or 0 where none is clear. */
  private static double peak(double[] x, double[] residuals, double[][] curve) {
    double highest = x.length / 2.5;
    int count = (int) Math.floor((highest - FEWEST_CYCLES) / SPACING) + 1;
    double[] power = powers(x, residuals, count);
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
    return best < 0 ? 0 : refined(x, residuals, curve, frequency(best));
  }

  private static double frequency(int k) {
    return FEWEST_CYCLES + SPACING * k;
  }

  /** The power of each frequency; the angle of every reading is turned on from one to the next. */
  private static double[] powers(double[] x, double[] residuals, int count) {
    int n = x.length;
    double[] cosine = new double[n];
    double[] sine = new double[n];
    double[] turnCosine = new double[n];
    double[] turnSine = new double[n];
    for (int i = 0; i < n; i++) {
      double turn = 2 * Math.PI * SPACING * x[i];
      turnCosine[i] = Math.cos(turn);
      turnSine[i] = Math.sin(turn);
      cosine[i] = Math.cos(2 * Math.PI * FEWEST_CYCLES * x[i]);
      sine[i] = Math.sin(2 * Math.PI * FEWEST_CYCLES * x[i]);
    }
    double[] power = new double[count];
    for (int k = 0; k < count; k++) {
      double cosines = 0;
      double sines = 0;
      for (int i = 0; i < n; i++) {
        double c = cosine[i];
        double s = sine[i];
        cosines += c * residuals[i];
        sines += s * residuals[i];
        cosine[i] = c * turnCosine[i] - s * turnSine[i];
        sine[i] = s * turnCosine[i] + c * turnSine[i];
      }
      power[k] = cosines * cosines + sines * sines;
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

  /** The frequency within one spacing whose wave leaves the least (golden section search). */
  private static double refined(
      double[] x, double[] residuals, double[][] curve, double frequency) {
    double golden = (Math.sqrt(5) - 1) / 2;
    double low = frequency - SPACING;
    double high = frequency + SPACING;
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double atLeft = power(x, residuals, curve, left);
    double atRight = power(x, residuals, curve, right);
    for (int i = 0; i < REFINEMENTS; i++) {
      if (atLeft > atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - golden * (high - low);
        atLeft = power(x, residuals, curve, left);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + golden * (high - low);
        atRight = power(x, residuals, curve, right);
      }
    }
    return (low + high) / 2;
  }

  /**
   * What a wave of a frequency explains of the residuals of a curve, beside that curve.
   *
   * @param curve an orthonormal basis of its columns, to which the residuals are orthogonal
   */
  private static double power(double[] x, double[] residuals, double[][] curve, double frequency) {
    double[] cosine = new double[x.length];
    double[] sine = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      cosine[i] = Math.cos(2 * Math.PI * frequency * x[i]);
      sine[i] = Math.sin(2 * Math.PI * frequency * x[i]);
    }
    double[] ofCosine = new double[curve.length];
    double[] ofSine = new double[curve.length];
    Products.of(cosine, curve, curve.length, ofCosine);
    Products.of(sine, curve, curve.length, ofSine);
    double cc = Products.of(cosine, cosine) - Products.of(ofCosine, ofCosine);
    double ss = Products.of(sine, sine) - Products.of(ofSine, ofSine);
    double cs = Products.of(cosine, sine) - Products.of(ofCosine, ofSine);
    double cr = Products.of(cosine, residuals);
    double sr = Products.of(sine, residuals);
    double determinant = cc * ss - cs * cs;
    return determinant <= 0 ? 0 : (ss * cr * cr - 2 * cs * cr * sr + cc * sr * sr) / determinant;
  }

  /** The columns of a design, each less its share in those before it, of length 1. */
  private static double[][] orthonormal(Design design) {
    double[][] columns = design.columns();
    double[][] basis = new double[columns.length][];
    for (int j = 0; j < basis.length; j++) {
      double[] column = columns[j].clone();
      takeOff(column, Arrays.copyOf(basis, j));
      takeOff(column, Arrays.copyOf(basis, j));
      double length = Math.sqrt(Products.of(column, column));
      for (int i = 0; i < column.length; i++) {
        column[i] /= length;
      }
      basis[j] = column;
    }
    return basis;
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
