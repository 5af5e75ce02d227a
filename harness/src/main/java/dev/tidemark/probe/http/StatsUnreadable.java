package dev.tidemark.probe.http;

/** The reason, in one line, why statistics could not be read. */
final class StatsUnreadable extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean refused;

  StatsUnreadable(String reason) {
    this(reason, false);
  }

  StatsUnreadable(String reason, boolean refused) {
    super(reason);
    this.refused = refused;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** Whether nobody listened. */
  boolean refused() {
    return refused;
  }
}
