package dev.tidemark.stats;

/**
 * The lag-1 autocorrelation of residuals, raised to the safe side.
 *
 * <p>Residuals of a fitted curve understate the correlation of the errors by about the number of
 * columns over n; the estimate corrects for that, and adds one standard error, because too little
 * correlation makes intervals too short, and too much merely makes them long.
 */
final class Autocorrelation {
  private static final double HIGHEST = 0.97;
  private static final int COLUMNS = 6;

  /** What is assumed where there are too few readings to know. */
  private static final double UNKNOWN = 0.9;

  private Autocorrelation() {}

  static double plain(double[] residuals) {
    double products = 0;
    double squares = 0;
    for (int i = 0; i < residuals.length; i++) {
      squares += residuals[i] * residuals[i];
      products += i > 0 ? residuals[i] * residuals[i - 1] : 0;
    }
    return squares > 0 ? products / squares : 0;
  }

  static double safe(double[] residuals) {
    int n = residuals.length;
    if (n <= COLUMNS + 4) {
      return UNKNOWN;
    }
    double corrected = (n * plain(residuals) + COLUMNS) / (n - COLUMNS - 2);
    double clamped = Math.min(Math.max(corrected, 0), HIGHEST);
    return Math.min(HIGHEST, clamped + Math.sqrt((1 - clamped * clamped) / n));
  }
}
