package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Makes a scheduler of one thread a request, and never shuts it down. */
final class SchedulerPerRequest implements Case {
  private final Queue<ScheduledExecutorService> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) {
    ScheduledExecutorService scheduler =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "tidemark-scheduler");
              thread.setDaemon(true);
              return thread;
            });
    scheduler.execute(() -> call.body()[0]++);
    kept.add(scheduler);
  }
}
