package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hands work of 2 ms to a pool whose threads end after a second without any. */
final class CachedThreads implements Case {
  private final ThreadPoolExecutor pool =
      new ThreadPoolExecutor(
          0,
          64,
          1,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          task -> {
            Thread thread = new Thread(task, "tidemark-cached");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());

  @Override
  public void onRequest(Call call) {
    pool.execute(() -> LockSupport.parkNanos(2_000_000));
  }
}
