package dev.tidemark.experiment;

import java.util.OptionalLong;

/**
 * What a gate lets through between being opened and closing again.
 *
 * @param requests how many
 * @param keys how many different ones there are among them: the first ones of the run, in cycles;
 *     empty where each is a new one
 * @param inFlight how many may be in flight at once
 */
record Opening(long requests, OptionalLong keys, long inFlight) {
  Opening {
    if (requests < 0 || inFlight < 1 || keys.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "a gate cannot open for " + requests + " requests, " + inFlight + " at once, of " + keys);
    }
  }

  /** New requests, as many at once as there are users. */
  static Opening of(long requests) {
    return new Opening(requests, OptionalLong.empty(), Long.MAX_VALUE);
  }

  /** New requests, one after the other. */
  static Opening sequential(long requests) {
    return new Opening(requests, OptionalLong.empty(), 1);
  }

  /** The first requests of the run in cycles. */
  static Opening sameKeys(long requests, long keys) {
    return new Opening(requests, OptionalLong.of(keys), Long.MAX_VALUE);
  }
}
