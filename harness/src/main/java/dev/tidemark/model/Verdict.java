package dev.tidemark.model;

/** What is known about a series, a target or a run. Each says its reason in one sentence. */
public sealed interface Verdict {
  String reason();

  /** The published name. */
  default String name() {
    return kind().name();
  }

  Kind kind();

  /** The same verdict for another reason. */
  Verdict because(String other);

  /**
   * The verdicts, worst first: a target's verdict is the worst of its series, a run's the worst of
   * its targets.
   */
  enum Kind {
    CRASHED,
    LEAK,
    GROWING,
    INCONCLUSIVE,
    FILLING,
    PLATEAU;

    public boolean worseThan(Kind other) {
      return compareTo(other) < 0;
    }
  }

  /** Memory grows with every request, beyond what a cache was allowed. */
  record Leak(String reason) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Leak(other);
    }

    @Override
    public Kind kind() {
      return Kind.LEAK;
    }
  }

  /**
   * Memory grows, and it is not known to be a leak.
   *
   * @param linear whether it grew as a leak does, but by less than the cache allowance
   */
  record Growing(String reason, boolean linear) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Growing(other, linear);
    }

    @Override
    public Kind kind() {
      return Kind.GROWING;
    }
  }

  /**
   * Memory grows, bounded by a maximum that the target publishes.
   *
   * @param requestsToFull how many requests remain until the bound is reached
   */
  record Filling(String reason, long requestsToFull) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Filling(other, requestsToFull);
    }

    @Override
    public Kind kind() {
      return Kind.FILLING;
    }
  }

  /**
   * Shown, not assumed: no leak of {@code sensitivity} per request or more.
   *
   * @param sensitivity in the unit of the series, per request
   */
  record Plateau(String reason, double sensitivity) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Plateau(other, sensitivity);
    }

    @Override
    public Kind kind() {
      return Kind.PLATEAU;
    }
  }

  /** The sensitivity asked for was not reached; the reason says why, and what would reach it. */
  record Inconclusive(String reason) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Inconclusive(other);
    }

    @Override
    public Kind kind() {
      return Kind.INCONCLUSIVE;
    }
  }

  /** The target died, restarted or ran out of memory under load. */
  record Crashed(String reason) implements Verdict {
    @Override
    public Verdict because(String other) {
      return new Crashed(other);
    }

    @Override
    public Kind kind() {
      return Kind.CRASHED;
    }
  }
}
