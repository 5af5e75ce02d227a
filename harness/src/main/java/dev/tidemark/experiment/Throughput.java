package dev.tidemark.experiment;

/**
 * How many requests an arm takes per second, and what a floor of it costs.
 *
 * <p>Users of a closed model wait for each other: while a floor is read nobody comes, and the rate
 * is that of the time in which the gate was open. Users of an open model come meanwhile, and go on
 * in a bunch afterwards: a small round is over at once, and a large one lasts as long as so many
 * users need to come. Their rate is that of all the time.
 */
final class Throughput {
  private static final double NANOS = 1e9;

  /** Of the users that would have come if they did not care, so many are enough to tell. */
  private static final double SHARE = 0.5;

  private long loadNanos;
  private long floorNanos;
  private long firstNanos;
  private long lastNanos;
  private long floors;
  private double lastPerSecond;

  /**
   * Users who came since requests were first let through.
   *
   * @param meanwhile those of them who came while the gate was shut
   */
  record Users(long came, long meanwhile) {}

  /** So many requests were sent between these, by {@link System#nanoTime}. */
  void loaded(long fromNanos, long toNanos, long requests) {
    lastPerSecond = requests * NANOS / Math.max(1, toNanos - fromNanos);
    firstNanos = loadNanos == 0 ? fromNanos : firstNanos;
    loadNanos += toNanos - fromNanos;
    lastNanos = toNanos;
  }

  /** A floor was read between these. */
  void rested(long fromNanos, long toNanos) {
    floorNanos += toNanos - fromNanos;
    floors++;
    lastNanos = toNanos;
  }

  /**
   * At least one, and that before anything was sent.
   *
   * @param ended requests so far
   */
  double requestsPerSecond(long ended, Users users) {
    if (loadNanos == 0) {
      return 1;
    }
    double rate = open(users) ? users.came() / all() : (double) ended / loadNanos;
    return Math.max(1, NANOS * rate);
  }

  /** The rate of the last round where that is more, and users wait for each other. */
  double latelyPerSecond(long ended, Users users) {
    double overall = requestsPerSecond(ended, users);
    return open(users) ? overall : Math.max(lastPerSecond, overall);
  }

  private boolean open(Users users) {
    double expected = users.came() * (all() - loadNanos) / all();
    return users.meanwhile() > 0 && users.meanwhile() >= SHARE * expected;
  }

  private double all() {
    return lastNanos - firstNanos;
  }

  double floorSeconds() {
    return floorNanos / NANOS / Math.max(1, floors);
  }
}
