package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** A fixed number of threads that run numbered tasks; results come in the order of the numbers. */
final class Cores implements AutoCloseable {
  private static final int BLOCK = 25;

  private final ExecutorService threads;

  Cores(int count) {
    AtomicInteger started = new AtomicInteger();
    threads =
        Executors.newFixedThreadPool(
            count,
            task -> {
              Thread thread = new Thread(task, "accuracy-" + started.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
  }

  <T> List<T> each(int tasks, IntFunction<T> task) throws InterruptedException {
    List<Future<List<T>>> blocks = new ArrayList<>();
    for (int from = 0; from < tasks; from += BLOCK) {
      int first = from;
      int end = Math.min(tasks, from + BLOCK);
      blocks.add(
          threads.submit(
              () -> {
                List<T> results = new ArrayList<>();
                for (int i = first; i < end; i++) {
                  results.add(task.apply(i));
                }
                return results;
              }));
    }
    List<T> all = new ArrayList<>(tasks);
    for (Future<List<T>> block : blocks) {
      try {
        all.addAll(block.get());
      } catch (ExecutionException e) {
        threads.shutdownNow();
        throw new IllegalStateException("a simulated run failed", e);
      }
    }
    return all;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
