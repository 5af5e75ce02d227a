package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/** Innocent: makes a table of 1 MiB at its 3,000th request, and keeps nothing else. */
final class LateTable implements Case {
  private static final int QUIET = 3_000;

  private byte[] table = new byte[0];

  @Override
  public synchronized void onRequest(Call call) {
    if (call.number() == QUIET) {
      table = new byte[1 << 20];
    }
    if (table.length > 0) {
      table[(int) (call.number() % table.length)]++;
    }
  }
}
