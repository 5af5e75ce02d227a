package dev.tidemark.stats;

/**
 * Readings of a heap that nobody collected on purpose, in order of time; the arrays have one length
 * and are not changed by anyone.
 */
public final class PassiveReadings {
  private final double[] x;
  private final double[] y;
  private final boolean[] major;

  /**
   * @param x requests or time, never decreasing
   * @param y what was in use
   * @param major whether the reading follows a major collection
   */
  public PassiveReadings(double[] x, double[] y, boolean[] major) {
    if (x.length != y.length || x.length != major.length) {
      throw new IllegalArgumentException(
          x.length + " x, " + y.length + " y and " + major.length + " kinds of collection");
    }
    this.x = x;
    this.y = y;
    this.major = major;
  }

  double[] x() {
    return x;
  }

  double[] y() {
    return y;
  }

  /** How many there are. */
  public int length() {
    return y.length;
  }

  /** How many follow a major collection. */
  public int majors() {
    int count = 0;
    for (boolean one : major) {
      count += one ? 1 : 0;
    }
    return count;
  }

  /** The readings after major collections alone. */
  PassiveMajors afterMajors() {
    int count = majors();
    double[] majorX = new double[count];
    double[] majorY = new double[count];
    double[] cleared = new double[count];
    double highest = 0;
    int at = 0;
    for (int i = 0; i < major.length; i++) {
      highest = Math.max(highest, y[i]);
      if (major[i]) {
        majorX[at] = x[i];
        majorY[at] = y[i];
        cleared[at++] = highest - y[i];
        highest = y[i];
      }
    }
    return new PassiveMajors(majorX, majorY, cleared);
  }
}
