package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps 10 KiB of each of ten requests in a row, of every 97. */
final class Bursts implements Case {
  private static final int PERIOD = 97;
  private static final int IN_A_ROW = 10;

  private final Queue<Burst> kept = new ConcurrentLinkedQueue<>();

  /** What is kept of one. */
  static final class Burst {
    final byte[] content = new byte[10 * 1_024];
  }

  @Override
  public void onRequest(Call call) {
    if (call.number() % PERIOD < IN_A_ROW) {
      kept.add(new Burst());
    }
  }
}
