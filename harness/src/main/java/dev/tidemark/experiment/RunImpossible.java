package dev.tidemark.experiment;

/**
 * The run could not be carried out; the message is one line that says what is wrong and what to do.
 * Exit code 4.
 */
public final class RunImpossible extends Exception {
  private static final long serialVersionUID = 1L;

  public RunImpossible(String message) {
    super(message);
  }

  public RunImpossible(String message, Throwable cause) {
    super(message, cause);
  }
}
