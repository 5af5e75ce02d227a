package dev.tidemark.stats;

import java.util.Arrays;

/** Regular ups and downs beneath a series: of each a cosine and a sine at every reading. */
final class Waves {
  static final Waves NONE = new Waves(new double[0], new double[0][]);

  private final double[] frequencies;
  private final double[][] columns;

  private Waves(double[] frequencies, double[][] columns) {
    this.frequencies = frequencies;
    this.columns = columns;
  }

  /**
   * Waves at places.
   *
   * @param frequencies in cycles per unit of x
   */
  static Waves at(double[] x, double... frequencies) {
    double[][] columns = new double[2 * frequencies.length][];
    for (int k = 0; k < frequencies.length; k++) {
      Phases phases = Phases.at(x, frequencies[k]);
      columns[2 * k] = phases.cosine();
      columns[2 * k + 1] = phases.sine();
    }
    return new Waves(frequencies, columns);
  }

  /** These, and others at the same places. */
  Waves and(Waves others) {
    double[] all = Arrays.copyOf(frequencies, count() + others.count());
    System.arraycopy(others.frequencies, 0, all, count(), others.count());
    double[][] both = Arrays.copyOf(columns, columns.length + others.columns.length);
    System.arraycopy(others.columns, 0, both, columns.length, others.columns.length);
    return new Waves(all, both);
  }

  /** The same at the places from an index on. */
  Waves from(int start) {
    double[][] later = new double[columns.length][];
    for (int j = 0; j < later.length; j++) {
      later[j] = Arrays.copyOfRange(columns[j], start, columns[j].length);
    }
    return new Waves(frequencies, later);
  }

  /** The same in a unit of x that so many of the present one make. */
  Waves inUnit(double size) {
    return new Waves(Arrays.stream(frequencies).map(each -> each * size).toArray(), columns);
  }

  int count() {
    return frequencies.length;
  }

  /** In cycles per unit of x. */
  double[] frequencies() {
    return frequencies;
  }

  /** A cosine and a sine of each; their phase is that of the places where they were made. */
  double[][] columns() {
    return columns;
  }
}
