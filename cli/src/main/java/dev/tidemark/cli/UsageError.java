package dev.tidemark.cli;

/** An input that cannot be used; the message is one line: what is wrong, where, what to do. */
final class UsageError extends Exception {
  private static final long serialVersionUID = 1L;

  UsageError(String message) {
    super(message);
  }

  UsageError(String message, Throwable cause) {
    super(message, cause);
  }
}
