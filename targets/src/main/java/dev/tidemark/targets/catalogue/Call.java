package dev.tidemark.targets.catalogue;

import java.nio.charset.StandardCharsets;

/** One request under way, whose body is a JSON object. */
public final class Call {
  private final long number;
  private final byte[] body;
  private final int inFlight;

  Call(long number, byte[] body, int inFlight) {
    this.number = number;
    this.body = body;
    this.inFlight = inFlight;
  }

  /** Counts requests from 1, unique over the life of the program. */
  public long number() {
    return number;
  }

  /** The body itself, not a copy. */
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** How many requests were under way when this one came, with this one. */
  public int inFlight() {
    return inFlight;
  }
}
