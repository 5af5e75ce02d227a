package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Makes its pool of four threads anew every thousand requests, and never shuts the old one down.
 */
final class RenewedPool implements Case {
  private static final int EVERY = 1_000;
  private static final int THREADS = 4;
  private static final ThreadFactory DAEMONS =
      work -> {
        Thread thread = new Thread(work, "tidemark-renewed");
        thread.setDaemon(true);
        return thread;
      };

  private ThreadPoolExecutor pool = renewed();

  private static ThreadPoolExecutor renewed() {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), DAEMONS);
    pool.prestartAllCoreThreads();
    return pool;
  }

  @Override
  public synchronized void onRequest(Call call) {
    if (call.number() % EVERY == 0) {
      pool = renewed();
    }
    pool.execute(() -> {});
  }
}
