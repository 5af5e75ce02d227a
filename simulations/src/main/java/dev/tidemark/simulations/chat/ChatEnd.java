package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Timing;

/**
 * How a request ended. Words that say why come from a small fixed set, so that load reports can
 * count them.
 */
public sealed interface ChatEnd {
  /** Answered as expected. */
  record Completed(Timing timing) implements ChatEnd {}

  /** Given up by us, in the manner that was asked for. */
  record Aborted(Timing timing) implements ChatEnd {}

  /** Answered otherwise than expected, or broken off, or certainly never sent. */
  record Failed(String why) implements ChatEnd {}

  /** Refused by the target for now: 429 or 503. */
  record Refused(String why) implements ChatEnd {}

  /** Sent, and no answer began in time: it cannot be known whether it was served. */
  record TimedOut() implements ChatEnd {}

  /** Sent, and cut before an answer began: it cannot be known whether it was served. */
  record Unknown(String why) implements ChatEnd {}

  /** Whether it ended as it was meant to. */
  default boolean asMeant() {
    return this instanceof Completed || this instanceof Aborted;
  }

  /** One short line where it did not end as it was meant to. */
  default String why() {
    if (this instanceof Failed failed) {
      return failed.why();
    }
    if (this instanceof Refused refused) {
      return refused.why();
    }
    if (this instanceof Unknown unknown) {
      return unknown.why();
    }
    return this instanceof TimedOut ? "no answer in time" : "";
  }
}
