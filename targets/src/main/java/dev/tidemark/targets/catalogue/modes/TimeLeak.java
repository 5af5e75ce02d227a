package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.UsageException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps 1 KiB every few milliseconds from its first request on, with traffic or without. */
class TimeLeak implements Case {
  /** With its 16 bytes of header an array is 1 KiB. */
  private static final int ENTRY_BYTES = 1_024 - 16;

  final Queue<byte[]> kept = new ConcurrentLinkedQueue<>();
  private final int everyMillis;
  private boolean started;

  TimeLeak(Arguments arguments) throws UsageException {
    everyMillis = arguments.intValue("every-millis", 5, 1, 60_000);
  }

  @Override
  public synchronized void onRequest(Call call) {
    if (!started) {
      started = true;
      Thread thread = new Thread(this::keep, "tidemark-time-leak");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void add(byte[] entry) {
    kept.add(entry);
  }

  private void keep() {
    long began = System.nanoTime();
    long count = 0;
    try {
      while (true) {
        long due = (System.nanoTime() - began) / 1_000_000 / everyMillis;
        for (; count < due; count++) {
          add(new byte[ENTRY_BYTES]);
        }
        Thread.sleep(everyMillis);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
