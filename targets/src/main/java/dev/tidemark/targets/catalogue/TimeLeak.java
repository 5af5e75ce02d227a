package dev.tidemark.targets.catalogue;

import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps 1 KiB every few milliseconds from its first request on, with traffic or without. */
final class TimeLeak implements Leak {
  /** With its 16 bytes of header an array is 1 KiB. */
  private static final int ENTRY_BYTES = 1_024 - 16;

  private final ConcurrentLinkedQueue<byte[]> kept = new ConcurrentLinkedQueue<>();
  private final int everyMillis;
  private boolean started;

  TimeLeak(int everyMillis) {
    this.everyMillis = everyMillis;
  }

  @Override
  public synchronized void onRequest(byte[] body) {
    if (!started) {
      started = true;
      Thread thread = new Thread(this::keep, "tidemark-time-leak");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void keep() {
    long began = System.nanoTime();
    long count = 0;
    try {
      while (true) {
        long due = (System.nanoTime() - began) / 1_000_000 / everyMillis;
        for (; count < due; count++) {
          kept.add(new byte[ENTRY_BYTES]);
        }
        Thread.sleep(everyMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
