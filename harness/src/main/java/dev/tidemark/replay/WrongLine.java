package dev.tidemark.replay;

/** What is wrong with one line of a recording; the message is part of a sentence. */
final class WrongLine extends Exception {
  private static final long serialVersionUID = 1L;

  WrongLine(String message) {
    super(message);
  }

  WrongLine(String message, Throwable cause) {
    super(message, cause);
  }
}
