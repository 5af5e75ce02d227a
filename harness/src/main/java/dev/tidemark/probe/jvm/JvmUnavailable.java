package dev.tidemark.probe.jvm;

/** The reason, with its remedy, why a JVM cannot be read. */
final class JvmUnavailable extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean gone;

  JvmUnavailable(String reason, boolean gone) {
    super(reason);
    this.gone = gone;
  }

  static JvmUnavailable because(String reason) {
    return new JvmUnavailable(reason, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** Whether the process has ended. */
  boolean gone() {
    return gone;
  }
}
