package dev.tidemark.targets.program;

/** A request that is answered with 400; the message is one line for its sender. */
public final class BadRequestException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String explanation;

  public BadRequestException(String explanation) {
    super(explanation);
    this.explanation = explanation;
  }

  public String explanation() {
    return explanation;
  }
}
