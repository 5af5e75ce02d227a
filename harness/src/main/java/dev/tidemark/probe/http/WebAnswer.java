package dev.tidemark.probe.http;

/** What a target answered: read in full, or cut at the size that is too large. */
public final class WebAnswer {
  private final int status;
  private final String type;
  private final byte[] body;
  private final boolean tooLarge;

  WebAnswer(int status, String type, byte[] body, boolean tooLarge) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.tooLarge = tooLarge;
  }

  public int status() {
    return status;
  }

  /** The media type as it was sent; empty where none was. */
  String type() {
    return type;
  }

  /** The body, as far as it was to be kept. */
  byte[] body() {
    return body;
  }

  /** Whether it was longer than what was to be kept, and was cut there. */
  boolean tooLarge() {
    return tooLarge;
  }
}
