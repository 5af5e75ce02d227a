package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;

/**
 * A scratch buffer of 32 KiB for each thread of a pool that grows to sixty-four, one in fifty
 * requests.
 */
final class ThreadLocalBuffers implements Case {
  private static final int MOST = 64;
  private static final int EVERY = 50;

  private final ThreadLocal<byte[]> scratch = ThreadLocal.withInitial(() -> new byte[32 * 1_024]);
  private final ThreadPoolExecutor pool =
      (ThreadPoolExecutor)
          Executors.newFixedThreadPool(
              MOST,
              task -> {
                Thread thread = new Thread(task, "tidemark-growing");
                thread.setDaemon(true);
                return thread;
              });

  @Override
  public void onRequest(Call call) {
    pool.setCorePoolSize((int) Math.min(MOST, 1 + call.number() / EVERY));
    pool.execute(() -> scratch.get()[0]++);
  }
}
