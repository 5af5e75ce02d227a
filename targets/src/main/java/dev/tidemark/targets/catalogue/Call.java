package dev.tidemark.targets.catalogue;

import java.nio.charset.StandardCharsets;

/**
 * One request under way.
 *
 * @param number counts requests from 1, unique over the life of the program
 * @param body a JSON object
 * @param inFlight how many requests were under way when this one came, with this one
 */
public record Call(long number, byte[] body, int inFlight) {
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
