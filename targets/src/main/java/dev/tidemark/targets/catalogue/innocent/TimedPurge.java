package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Collects 256 B of each request, and drops every four seconds what is collected. */
final class TimedPurge implements Case {
  private static final long PERIOD_NANOS = 4_000_000_000L;

  private final Queue<byte[]> collected = new ConcurrentLinkedQueue<>();
  private boolean started;

  @Override
  public synchronized void onRequest(Call call) {
    collected.add(new byte[256 - 40]);
    if (!started) {
      started = true;
      Thread purge = new Thread(this::purge, "tidemark-purge");
      purge.setDaemon(true);
      purge.start();
    }
  }

  private void purge() {
    while (true) {
      LockSupport.parkNanos(PERIOD_NANOS);
      collected.clear();
    }
  }
}
