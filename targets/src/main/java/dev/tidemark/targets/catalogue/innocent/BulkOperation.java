package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.ArrayList;
import java.util.List;

/** Reads 20 MB at once at every fiftieth request, and drops them. */
final class BulkOperation implements Case {
  private static final int EVERY = 50;
  private static final int ROWS = 5_000;

  private static int read(List<byte[]> all) {
    for (int i = 0; i < ROWS; i++) {
      all.add(new byte[4_096]);
    }
    return all.size();
  }

  @Override
  public void onRequest(Call call) {
    if (call.number() % EVERY == 0 && read(new ArrayList<>()) < ROWS) {
      throw new IllegalStateException("some rows are missing");
    }
  }
}
