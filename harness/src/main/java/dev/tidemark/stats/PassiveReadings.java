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

  public int length() {
    return y.length;
  }

  public int majors() {
    int count = 0;
    for (boolean one : major) {
      count += one ? 1 : 0;
    }
    return count;
  }

  boolean major(int index) {
    return major[index];
  }

  /** The readings after major collections alone. */
  PassiveReadings majorsOnly() {
    int count = majors();
    double[] majorX = new double[count];
    double[] majorY = new double[count];
    boolean[] all = new boolean[count];
    int at = 0;
    for (int i = 0; i < major.length; i++) {
      if (major[i]) {
        majorX[at] = x[i];
        majorY[at] = y[i];
        all[at++] = true;
      }
    }
    return new PassiveReadings(majorX, majorY, all);
  }
}
