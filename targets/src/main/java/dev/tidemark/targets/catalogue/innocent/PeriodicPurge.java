package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.ArrayList;
import java.util.List;

/** Collects 512 B of each request, and drops all at every 700th. */
final class PeriodicPurge implements Case {
  private static final int EVERY = 700;

  private final List<byte[]> collected = new ArrayList<>();

  @Override
  public synchronized void onRequest(Call call) {
    collected.add(new byte[512 - 16]);
    if (collected.size() >= EVERY) {
      collected.clear();
    }
  }
}
