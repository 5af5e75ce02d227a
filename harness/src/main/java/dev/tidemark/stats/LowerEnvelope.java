package dev.tidemark.stats;

/**
 * The lowest of every four consecutive floors, for gauges that count dead wood.
 *
 * <p>A gauge that counts what the collector has not yet given back errs upwards only, by far and
 * often; its lower envelope is the live set. The envelope costs three quarters of the readings, so
 * it is used only for series of {@value #FEWEST} and more where it at least halves the standard
 * error that a slope would have; a handful of low points agree by chance, so no robust estimate is
 * believed there.
 */
final class LowerEnvelope {
  private static final int FEWEST = 60;
  private static final int WIDTH = 4;

  private final double[] x;
  private final double[] y;
  private final boolean plain;
  private final double leastNoise;

  private LowerEnvelope(double[] x, double[] y, boolean plain, double leastNoise) {
    this.x = x;
    this.y = y;
    this.plain = plain;
    this.leastNoise = leastNoise;
  }

  /** The series itself, or its envelope where that is better. */
  static LowerEnvelope whereBetter(double[] x, double[] y) {
    double leastNoise = Noise.least(x, y);
    LowerEnvelope plain = new LowerEnvelope(x, y, true, leastNoise);
    if (x.length < FEWEST) {
      return plain;
    }
    LowerEnvelope envelope = of(x, y, leastNoise);
    double limit = 0.5 * plain.imprecision(Noise.ofSecondDifferences(x, y));
    // steps that growth takes in a regular beat look exact at their lows
    return envelope.imprecision(Noise.plain(envelope.x, envelope.y)) < limit
            && envelope.imprecision(Noise.ofSteps(Noise.grid(y))) < limit
        ? envelope
        : plain;
  }

  private static LowerEnvelope of(double[] x, double[] y, double leastNoise) {
    int blocks = x.length / WIDTH;
    int skipped = x.length - blocks * WIDTH;
    double[] lowX = new double[blocks];
    double[] lowY = new double[blocks];
    for (int block = 0; block < blocks; block++) {
      int lowest = skipped + block * WIDTH;
      for (int i = lowest; i < skipped + (block + 1) * WIDTH; i++) {
        lowest = y[i] < y[lowest] ? i : lowest;
      }
      lowX[block] = x[lowest];
      lowY[block] = y[lowest];
    }
    return new LowerEnvelope(lowX, lowY, false, Math.max(leastNoise, Noise.least(lowX, lowY)));
  }

  /** Whether it is the series itself. */
  boolean isPlain() {
    return plain;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  /** The least standard deviation that a fit may claim. */
  double leastNoise() {
    return leastNoise;
  }

  /** In proportion to the standard error of a slope through the series. */
  private double imprecision(double noise) {
    return noise / Math.sqrt(x.length) / (x[x.length - 1] - x[0]);
  }
}
