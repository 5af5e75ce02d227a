package dev.tidemark.model;

/** A low and a high figure of one quantity; {@code high} may be infinite. */
public record Range(double low, double high) {
  public Range {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "a range from " + low + " to " + high + " is empty; swap its ends");
    }
  }
}
