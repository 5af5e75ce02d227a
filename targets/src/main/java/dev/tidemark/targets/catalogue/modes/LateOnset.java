package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps 1 KiB of every request after the first 3,000. */
final class LateOnset implements Case {
  private static final int CLEAN = 3_000;

  private final Queue<LateEntry> kept = new ConcurrentLinkedQueue<>();

  /** What is kept of one. */
  static final class LateEntry {
    private static final int BYTES = 1_024 - 16 - 16;

    final byte[] content = new byte[BYTES];
  }

  @Override
  public void onRequest(Call call) {
    if (call.number() > CLEAN) {
      kept.add(new LateEntry());
    }
  }
}
