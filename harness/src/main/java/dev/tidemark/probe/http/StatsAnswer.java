package dev.tidemark.probe.http;

import java.util.Locale;

/** What a target answered, read in full or cut at the size that is too large. */
final class StatsAnswer {
  private final int status;
  private final String type;
  private final byte[] body;
  private final boolean tooLarge;

  StatsAnswer(int status, String type, byte[] body, boolean tooLarge) {
    this.status = status;
    this.type = type;
    this.body = body;
    this.tooLarge = tooLarge;
  }

  /** The body of a success that may be JSON. */
  byte[] bodyOr(String what) throws StatsUnreadable {
    if (status / 100 == 3) {
      throw new StatsUnreadable(
          what + " answered " + status + ", a redirect; give the address it leads to");
    }
    if (status == 401 || status == 403) {
      throw new StatsUnreadable(
          what + " answered " + status + "; check the credentials in the headers");
    }
    if (status / 100 != 2) {
      throw new StatsUnreadable(what + " answered " + status);
    }
    if (tooLarge) {
      throw new StatsUnreadable(what + " answered more than 4 MiB; give the path of a summary");
    }
    if (type.toLowerCase(Locale.ROOT).startsWith("text/html")) {
      throw new StatsUnreadable(what + " answered an HTML page, not JSON; check the path");
    }
    return body;
  }
}
