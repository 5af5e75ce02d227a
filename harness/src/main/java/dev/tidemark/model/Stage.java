package dev.tidemark.model;

import java.util.Arrays;
import java.util.Optional;

/** A part of a run beside its ordinary rounds, which shows what those alone cannot tell. */
public enum Stage {
  /** One request at a time: growth by mode. */
  SEQUENTIAL("sequential", Tick.Kind.SEQUENTIAL),
  /** A fixed small set of prompts in cycles: what grows on is no cache keyed by content. */
  SAME_KEYS("same-keys", Tick.Kind.SAME_KEYS),
  /** No traffic: what grows now grows with time. */
  IDLE("idle", Tick.Kind.IDLE),
  /** No traffic, a load, and no traffic again: a plateau adds about nothing. */
  REPEAT("drain-and-repeat", Tick.Kind.REPEAT),
  /** One request in flight, then two, four, and so on: what only many at once leave. */
  LADDER("ladder", Tick.Kind.LADDER),
  /** Answers that the client gives up before their end. */
  ABORT("abort", Tick.Kind.ABORT),
  /** Bodies that the target must refuse. */
  ERROR("error", Tick.Kind.ERROR),
  /** Requests that make what is behind the target fail; there are some where a run names one. */
  UPSTREAM("upstream", Tick.Kind.UPSTREAM),
  /** The rounds at 1%, 10% and 100% of the target rate, as long as nothing grows. */
  ROLLOUT("rollout", Tick.Kind.FLOOR),
  /** Rounds as long as the budget, with a floor now and then. */
  SOAK("soak", Tick.Kind.FLOOR);

  private final String word;
  private final Tick.Kind floor;

  Stage(String word, Tick.Kind floor) {
    this.word = word;
    this.floor = floor;
  }

  /** The name in configurations, in the ledger and in reports. */
  public String word() {
    return word;
  }

  /** The kind of the rows that this stage writes. */
  public Tick.Kind floor() {
    return floor;
  }

  /** Whether this stage follows the rounds; the others shape the rounds themselves. */
  public boolean follows() {
    return floor != Tick.Kind.FLOOR;
  }

  /** Whether this stage sends requests that end in a way of their own, judged by itself. */
  public boolean isMode() {
    return this == ABORT || this == ERROR || this == UPSTREAM;
  }

  /** Whether this stage says what is sent and how it is to end, not only when and how much. */
  public boolean choosesRequests() {
    return isMode() || this == SAME_KEYS;
  }

  /** The stage of this name, where there is one. */
  public static Optional<Stage> named(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word.equals(word)).findFirst();
  }
}
