package dev.tidemark.stats;

/** The phase of a wave at every reading, as cosines and sines. */
final class Phases {
  private final double[] cosine;
  private final double[] sine;

  private Phases(double[] cosine, double[] sine) {
    this.cosine = cosine;
    this.sine = sine;
  }

  /**
   * The phases of a wave that starts at x = 0.
   *
   * @param frequency in cycles per unit of x
   */
  static Phases at(double[] x, double frequency) {
    double turn = 2 * Math.PI * frequency;
    double[] cosine = new double[x.length];
    double[] sine = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      cosine[i] = Math.cos(turn * x[i]);
      sine[i] = Math.sin(turn * x[i]);
    }
    return new Phases(cosine, sine);
  }

  /** The phases at the sum of both frequencies. */
  Phases plus(Phases other) {
    double[] sumCosine = new double[cosine.length];
    double[] sumSine = new double[cosine.length];
    for (int i = 0; i < cosine.length; i++) {
      sumCosine[i] = cosine[i] * other.cosine[i] - sine[i] * other.sine[i];
      sumSine[i] = sine[i] * other.cosine[i] + cosine[i] * other.sine[i];
    }
    return new Phases(sumCosine, sumSine);
  }

  /** The phases at the difference of both frequencies. */
  Phases minus(Phases other) {
    double[] restCosine = new double[cosine.length];
    double[] restSine = new double[cosine.length];
    for (int i = 0; i < cosine.length; i++) {
      restCosine[i] = cosine[i] * other.cosine[i] + sine[i] * other.sine[i];
      restSine[i] = sine[i] * other.cosine[i] - cosine[i] * other.sine[i];
    }
    return new Phases(restCosine, restSine);
  }

  double[] cosine() {
    return cosine;
  }

  double[] sine() {
    return sine;
  }
}
