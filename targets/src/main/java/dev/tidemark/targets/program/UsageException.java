package dev.tidemark.targets.program;

/** A command line that cannot be carried out; the message is one line that says what to change. */
public final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  public UsageException(String message) {
    super(message);
  }
}
