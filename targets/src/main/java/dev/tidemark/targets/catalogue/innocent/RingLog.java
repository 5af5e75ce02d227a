package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/** The last four thousand log lines of 512 B. */
final class RingLog implements Case {
  private final byte[][] lines = new byte[4_000][];

  @Override
  public synchronized void onRequest(Call call) {
    lines[(int) (call.number() % lines.length)] = new byte[512 - 16];
  }
}
