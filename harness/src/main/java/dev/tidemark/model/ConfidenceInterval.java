package dev.tidemark.model;

/**
 * A range that holds the true value with the probability {@code level}.
 *
 * @param level between 0 and 1, exclusive
 */
public record ConfidenceInterval(double low, double high, double level) {
  public ConfidenceInterval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval from " + low + " to " + high + " is empty; swap its ends");
    }
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException(
          "level " + level + " is not between 0 and 1; write 0.95 for 95%");
    }
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }
}
