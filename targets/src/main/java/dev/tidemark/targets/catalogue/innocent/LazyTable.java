package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;

/**
 * A table of 8 MiB that is made piece by piece, a piece in a hundred requests, until it is whole.
 */
final class LazyTable implements Case {
  private static final int PIECES = 32;
  private static final int EVERY = 100;

  private final byte[][] pieces = new byte[PIECES][];

  @Override
  public synchronized void onRequest(Call call) {
    int piece = (int) (call.number() / EVERY % PIECES);
    if (pieces[piece] == null) {
      pieces[piece] = new byte[256 * 1_024];
    }
    pieces[piece][0]++;
  }
}
