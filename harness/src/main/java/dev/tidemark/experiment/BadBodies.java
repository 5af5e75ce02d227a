package dev.tidemark.experiment;

import dev.tidemark.traffic.Outgoing;
import java.nio.charset.StandardCharsets;

/**
 * Bodies that a target must refuse: the good one without its last two fifths, so that whatever
 * reads it as JSON fails. Each round has bodies of the same lengths, as its good ones have.
 */
final class BadBodies {
  private static final String NEITHER = "{\"tidemark\": not json, request ";
  private static final int TOO_SHORT_TO_CUT = 8;

  private BadBodies() {}

  /** The request with a bad body; its answer is no stream. */
  static Outgoing of(Outgoing good, long index) {
    String body = of(new String(good.body(), StandardCharsets.UTF_8), index);
    return new Outgoing(
        good.route(),
        good.method(),
        good.path(),
        good.headers(),
        body.getBytes(StandardCharsets.UTF_8),
        false);
  }

  private static String of(String good, long index) {
    if (good.length() < TOO_SHORT_TO_CUT) {
      return NEITHER + index;
    }
    return good.substring(0, good.length() * 3 / 5);
  }
}
