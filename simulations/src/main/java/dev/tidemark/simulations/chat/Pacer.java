package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hc.core5.http.nio.CapacityChannel;

/**
 * One thread that does at their time what must not block an I/O thread: lets slow readers read on,
 * and cuts answers off.
 */
final class Pacer implements Reader.Pace, AutoCloseable {
  private final ScheduledThreadPoolExecutor clock;
  private final Supplier<CompletableFuture<Void>> release;

  /**
   * @param release called when a stream is held; completes when it is to be read on
   */
  Pacer(String name, Supplier<CompletableFuture<Void>> release) {
    this.release = release;
    clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "tidemark-pace-" + name);
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void grant(CapacityChannel channel, Manner manner, Reader.Progress progress) {
    if (manner instanceof Manner.SlowReader slow) {
      long due =
          progress.firstByteNanos()
              + (long) (1e9 * progress.bytes() / (double) slow.bytesPerSecond());
      long wait = due - System.nanoTime();
      if (wait > 0) {
        after(Duration.ofNanos(wait), () -> update(channel, progress.owed()));
        return;
      }
    } else if (manner instanceof Manner.Hold && progress.firstChunkRead() && !progress.released()) {
      var unused = release.get().thenRun(() -> update(channel, progress.owed()));
      return;
    }
    update(channel, progress.owed());
  }

  private static void update(CapacityChannel channel, int bytes) {
    try {
      channel.update(bytes);
    } catch (IOException e) {
      // the connection is gone, and says so itself
    }
  }

  void after(Duration delay, Runnable task) {
    var unused = clock.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
