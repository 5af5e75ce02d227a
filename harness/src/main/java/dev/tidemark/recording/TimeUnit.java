package dev.tidemark.recording;

/** What a number that tells time counts. */
public enum TimeUnit {
  SECONDS("s", 1),
  MILLISECONDS("ms", 1e-3),
  MICROSECONDS("us", 1e-6),
  NANOSECONDS("ns", 1e-9);

  private final String symbol;
  private final double seconds;

  TimeUnit(String symbol, double seconds) {
    this.symbol = symbol;
    this.seconds = seconds;
  }

  /** How the unit is written. */
  public String symbol() {
    return symbol;
  }

  double seconds() {
    return seconds;
  }
}
