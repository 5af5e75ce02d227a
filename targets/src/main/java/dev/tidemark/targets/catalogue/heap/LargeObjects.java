package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Caches a report of 640 KiB at every twentieth request, for good. */
final class LargeObjects implements Case {
  private static final int EVERY = 20;
  private static final int BYTES = 640 * 1_024;

  private final Queue<Report> cached = new ConcurrentLinkedQueue<>();

  /** One of them. */
  static final class Report {
    final byte[] content = new byte[BYTES];
  }

  @Override
  public void onRequest(Call call) {
    if (call.number() % EVERY == 0) {
      cached.add(new Report());
    }
  }
}
