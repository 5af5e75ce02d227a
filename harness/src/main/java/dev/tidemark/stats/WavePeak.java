package dev.tidemark.stats;

import java.util.Arrays;

/**
 * The frequency at which a wave explains most of what a curve leaves of readings (golden section
 * search).
 *
 * <p>Every frequency tried differs from one tried before by a length of the search that shrinks by
 * the golden ratio, of which each is the difference of the two before. So the phases of all follow
 * by products from those of three.
 */
final class WavePeak {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int REFINEMENTS = 18;

  private final double[] x;

  /** The basis of the curve, the readings, and places for a cosine and a sine. */
  private final double[][] columns;

  private final double[] ofCosine;
  private final double[] ofSine;

  /**
   * @param residuals that are orthogonal to the curve
   * @param curve an orthonormal basis of its columns
   */
  WavePeak(double[] x, double[] residuals, double[][] curve) {
    this.x = x;
    this.columns = Arrays.copyOf(curve, curve.length + 3);
    columns[curve.length] = residuals;
    this.ofCosine = new double[columns.length];
    this.ofSine = new double[columns.length];
  }

  /** The frequency within a distance of another whose wave leaves the least. */
  double near(double frequency, double distance) {
    double low = frequency - distance;
    double high = frequency + distance;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    Phases atLeft = Phases.at(x, left);
    Phases atRight = Phases.at(x, right);
    Phases apart = atRight.minus(atLeft);
    Phases nearer = Phases.at(x, GOLDEN * (right - left));
    double ofLeft = power(atLeft);
    double ofRight = power(atRight);
    for (int i = 0; i < REFINEMENTS - 1; i++) {
      if (ofLeft > ofRight) {
        high = right;
        right = left;
        atRight = atLeft;
        ofRight = ofLeft;
        left = high - GOLDEN * (high - low);
        atLeft = atRight.minus(nearer);
        ofLeft = power(atLeft);
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        ofLeft = ofRight;
        right = low + GOLDEN * (high - low);
        atRight = atLeft.plus(nearer);
        ofRight = power(atRight);
      }
      Phases nearest = apart.minus(nearer);
      apart = nearer;
      nearer = nearest;
    }
    return (ofLeft > ofRight ? low + right : left + high) / 2;
  }

  /** What a wave explains of the readings beside the curve. */
  private double power(Phases wave) {
    int p = columns.length - 3;
    columns[p + 1] = wave.cosine();
    columns[p + 2] = wave.sine();
    Products.of(wave.cosine(), columns, columns.length, ofCosine);
    Products.of(wave.sine(), columns, columns.length, ofSine);
    double cc = ofCosine[p + 1];
    double cs = ofCosine[p + 2];
    double ss = ofSine[p + 2];
    for (int j = 0; j < p; j++) {
      cc -= ofCosine[j] * ofCosine[j];
      cs -= ofCosine[j] * ofSine[j];
      ss -= ofSine[j] * ofSine[j];
    }
    double cr = ofCosine[p];
    double sr = ofSine[p];
    double determinant = cc * ss - cs * cs;
    return determinant <= 0 ? 0 : (ss * cr * cr - 2 * cs * cr * sr + cc * sr * sr) / determinant;
  }
}
