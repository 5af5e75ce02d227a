package dev.tidemark.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Does the same to all arms at the same time, and waits for all. */
final class Together implements AutoCloseable {
  private final ExecutorService threads;

  Together(int arms) {
    AtomicInteger number = new AtomicInteger();
    this.threads =
        Executors.newFixedThreadPool(
            arms,
            task -> {
              Thread thread = new Thread(task, "tidemark-arm-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  /** What is done to one arm. */
  @FunctionalInterface
  interface Deed {
    void to(ArmRun run) throws InterruptedException;
  }

  void each(List<ArmRun> runs, Deed deed) throws InterruptedException {
    List<Callable<Boolean>> deeds = new ArrayList<>();
    for (ArmRun run : runs) {
      if (!run.arm().decided()) {
        deeds.add(
            () -> {
              deed.to(run);
              return true;
            });
      }
    }
    for (Future<Boolean> done : threads.invokeAll(deeds)) {
      try {
        done.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof InterruptedException) {
          throw new InterruptedException("an arm was interrupted");
        }
        throw new IllegalStateException("an arm failed: " + e.getCause(), e.getCause());
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
