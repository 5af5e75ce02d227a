package dev.tidemark.targets.catalogue;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of cases that block: all started at once, so that they don't look like growth. */
final class BlockingThreads {
  private BlockingThreads() {}

  /** Starts so many, which end with the JVM; with none the executor is never to be used. */
  static ExecutorService start(int count) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            count,
            Math.max(1, count),
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tidemark-blocking");
              thread.setDaemon(true);
              return thread;
            });
    threads.prestartAllCoreThreads();
    return threads;
  }
}
