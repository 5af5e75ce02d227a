package dev.tidemark.model;

import java.util.Arrays;
import java.util.Optional;

/** A part of a run after its rounds, which shows what rounds alone cannot tell. */
public enum Stage {
  /** One request at a time: growth by mode. */
  SEQUENTIAL("sequential", Tick.Kind.SEQUENTIAL),
  /** A fixed small set of prompts in cycles: what grows on is no cache keyed by content. */
  SAME_KEYS("same-keys", Tick.Kind.SAME_KEYS),
  /** No traffic: what grows now grows with time. */
  IDLE("idle", Tick.Kind.IDLE),
  /** No traffic, a load, and no traffic again: a plateau adds about nothing. */
  REPEAT("drain-and-repeat", Tick.Kind.REPEAT);

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

  /** The stage of this name, where there is one. */
  public static Optional<Stage> named(String word) {
    return Arrays.stream(values()).filter(stage -> stage.word.equals(word)).findFirst();
  }
}
