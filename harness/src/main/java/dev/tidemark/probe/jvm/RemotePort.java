package dev.tidemark.probe.jvm;

import dev.tidemark.probe.Witness;

/**
 * Whether something still listens at a JVM's management port, and what it means when nothing does:
 * a port that answered before has lost its process, unless somebody still sees that.
 */
final class RemotePort {
  private final String url;
  private final Witness witness;
  private final String alive;
  private boolean answered;
  private volatile boolean refuses;

  /**
   * A port that has not been tried.
   *
   * @param witness tells a closed port from a dead target
   * @param alive what has become of the port where the target lives on
   */
  RemotePort(String url, Witness witness, String alive) {
    this.url = url;
    this.witness = witness;
    this.alive = alive;
  }

  void answered() {
    answered = true;
    refuses = false;
  }

  /** Why it cannot be read now that it refuses. */
  JvmUnavailable refused() {
    if (answered && witness.seesTarget()) {
      return JvmUnavailable.because(
          "nothing listens at " + url + " any more, while the target still answers: " + alive);
    }
    refuses = answered;
    return new JvmUnavailable("nothing listens at " + url, refuses);
  }

  /** Whether the process is known to have ended. */
  boolean lostItsProcess() {
    return refuses;
  }
}
