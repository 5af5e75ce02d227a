package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Schedules a timeout of an hour a request and cancels it: the queue keeps what was cancelled. */
final class CancelledTimeouts implements Case {
  private final ScheduledExecutorService timeouts =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "tidemark-timeouts");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void onRequest(Call call) {
    timeouts.schedule(() -> call.body()[0]++, 1, TimeUnit.HOURS).cancel(false);
  }
}
