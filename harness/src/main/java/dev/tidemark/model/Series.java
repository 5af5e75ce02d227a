package dev.tidemark.model;

/**
 * One metric against requests.
 *
 * <p>{@code x} is the cumulative number of requests ended, never decreasing; {@code y} is in {@code
 * unit}. The arrays are private copies.
 */
public final class Series {
  private final String name;
  private final MetricKind kind;
  private final Unit unit;
  private final double[] x;
  private final double[] y;

  /**
   * @throws IllegalArgumentException if the lengths differ, a value is not finite, or x decreases
   */
  public Series(String name, MetricKind kind, Unit unit, double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          name + " has " + x.length + " x and " + y.length + " y values");
    }
    for (int i = 0; i < x.length; i++) {
      if (!Double.isFinite(x[i]) || !Double.isFinite(y[i])) {
        throw new IllegalArgumentException(
            name + " row " + i + " holds a number that is none: drop it, as a gap");
      }
      if (i > 0 && x[i] < x[i - 1]) {
        throw new IllegalArgumentException(name + " row " + i + ": requests run backwards");
      }
    }
    this.name = name;
    this.kind = kind;
    this.unit = unit;
    this.x = x.clone();
    this.y = y.clone();
  }

  public String name() {
    return name;
  }

  public MetricKind kind() {
    return kind;
  }

  public Unit unit() {
    return unit;
  }

  public int length() {
    return x.length;
  }

  public double[] x() {
    return x.clone();
  }

  public double[] y() {
    return y.clone();
  }
}
