package dev.tidemark.targets.proxy;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads that answer chats: all started at once, so that the thread count tells nothing but
 * the truth about growth. Their owner is the JVM, which they end with.
 */
final class Workers {
  private Workers() {}

  static ThreadPoolExecutor start(int count) {
    AtomicInteger number = new AtomicInteger();
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "tidemark-worker-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    workers.prestartAllCoreThreads();
    return workers;
  }
}
