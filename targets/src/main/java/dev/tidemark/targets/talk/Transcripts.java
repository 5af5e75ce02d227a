package dev.tidemark.targets.talk;

import java.util.ArrayDeque;
import java.util.Queue;

/** The exchanges that are remembered: the last few, or, as the fault of the leaky build, all. */
final class Transcripts {
  private static final int TEXT_LENGTH = 16 * 1024;
  private static final int FEW = 64;

  private final boolean all;
  private final Queue<Transcript> kept = new ArrayDeque<>();
  private long served;

  Transcripts(boolean all) {
    this.all = all;
  }

  /** Counts an exchange when it begins. */
  synchronized void begun() {
    served++;
    kept.add(new Transcript(served, "a".repeat(TEXT_LENGTH)));
    if (!all && kept.size() > FEW) {
      kept.remove();
    }
  }

  /** How many exchanges have begun. */
  synchronized long served() {
    return served;
  }
}
