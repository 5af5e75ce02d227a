package dev.tidemark.experiment;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a gate lets through between being opened and closing again.
 *
 * @param requests how many
 * @param keys how many different ones there are among them: the first ones of the run, in cycles;
 *     empty where each is a new one
 * @param inFlight how many may be in flight at once
 * @param manners how they are sent, in cycles
 * @param perSecond the rate at which they are due; absent where each is due when a user is free
 */
record Opening(
    long requests,
    OptionalLong keys,
    long inFlight,
    List<Manner> manners,
    OptionalDouble perSecond) {
  private static final List<Manner> COMPLETE = List.of(new Manner.Complete());

  Opening {
    manners = List.copyOf(manners);
    if (requests < 0 || inFlight < 1 || keys.orElse(1) < 1 || manners.isEmpty()) {
      throw new IllegalArgumentException(
          "a gate cannot open for "
              + requests
              + " requests, "
              + inFlight
              + " at once, of "
              + keys
              + ", sent as "
              + manners);
    }
  }

  private Opening(long requests, OptionalLong keys, long inFlight, List<Manner> manners) {
    this(requests, keys, inFlight, manners, OptionalDouble.empty());
  }

  /** New requests, as many at once as there are users. */
  static Opening of(long requests) {
    return new Opening(requests, OptionalLong.empty(), Long.MAX_VALUE, COMPLETE);
  }

  /** New requests, one after the other. */
  static Opening sequential(long requests) {
    return new Opening(requests, OptionalLong.empty(), 1, COMPLETE);
  }

  /** The first requests of the run in cycles. */
  static Opening sameKeys(long requests, long keys) {
    return new Opening(requests, OptionalLong.of(keys), Long.MAX_VALUE, COMPLETE);
  }

  /** Streams that are all held open at once. */
  static Opening held(long streams) {
    return new Opening(streams, OptionalLong.empty(), Long.MAX_VALUE, List.of(new Manner.Hold()));
  }

  /** New requests sent in these manners, in turn. */
  static Opening inTurn(long requests, List<Manner> manners) {
    return new Opening(requests, OptionalLong.empty(), Long.MAX_VALUE, manners);
  }

  /** The same with so many requests at most. */
  Opening atMost(long most) {
    return most >= requests ? this : new Opening(most, keys, inFlight, manners, perSecond);
  }

  /** At most so many new requests in flight at once. */
  static Opening upTo(long inFlight, long requests) {
    return new Opening(requests, OptionalLong.empty(), inFlight, COMPLETE);
  }

  /** The same, due at a constant rate from the moment of opening on. */
  Opening at(double rate) {
    if (!(rate > 0)) {
      throw new IllegalArgumentException("a rate of " + rate + " requests per second sends none");
    }
    return new Opening(requests, keys, inFlight, manners, OptionalDouble.of(rate));
  }

  /** When the request at this position is due, after the opening; 0 where any time will do. */
  long dueAfterNanos(long position) {
    return perSecond.isPresent() ? (long) (position * 1e9 / perSecond.getAsDouble()) : 0;
  }

  /** The manner of the request at this position since the gate was opened. */
  Manner manner(long position) {
    return manners.get((int) (position % manners.size()));
  }

  /** Whether requests that fail do as they were sent to. */
  boolean failuresExpected() {
    return manners.stream().anyMatch(Manner::meantToFail);
  }
}
