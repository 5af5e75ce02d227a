package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.locks.LockSupport;

/** Starts ten threads a second from its first request on, which never end. */
final class ThreadsByTime implements Case {
  private boolean started;

  @Override
  public synchronized void onRequest(Call call) {
    if (!started) {
      started = true;
      start(this::startOthers, "tidemark-starter");
    }
  }

  private void startOthers() {
    long began = System.nanoTime();
    for (long count = 1; ; count++) {
      start(ThreadsByTime::parkForEver, "tidemark-timed");
      while (System.nanoTime() - began < count * 100_000_000) {
        LockSupport.parkNanos(5_000_000);
      }
    }
  }

  private static void parkForEver() {
    while (true) {
      LockSupport.park();
    }
  }

  private static void start(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }
}
