package dev.tidemark.model;

/**
 * Growth per request of one series.
 *
 * @param perRequest in the unit of the series
 */
public record SlopeEstimate(double perRequest, ConfidenceInterval interval) {
  public SlopeEstimate {
    if (!interval.contains(perRequest)) {
      throw new IllegalArgumentException(
          "slope " + perRequest + " lies outside its own interval " + interval);
    }
  }
}
