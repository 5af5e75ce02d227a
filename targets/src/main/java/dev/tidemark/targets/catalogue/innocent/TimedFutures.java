package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Waits in every request for an event that does not come, three seconds at most. */
final class TimedFutures implements Case {
  @Override
  public void onRequest(Call call) {
    byte[] waiting = new byte[256];
    CompletableFuture<byte[]> unused =
        new CompletableFuture<byte[]>()
            .orTimeout(3, TimeUnit.SECONDS)
            .whenComplete((event, late) -> waiting[0] = 1);
  }
}
