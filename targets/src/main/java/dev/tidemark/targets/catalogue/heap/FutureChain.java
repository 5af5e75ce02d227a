package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.CompletableFuture;

/**
 * Waits in every request for a shutdown that does not come: one stage more on one future each time.
 */
final class FutureChain implements Case {
  private final CompletableFuture<Void> shutdown = new CompletableFuture<>();

  @Override
  public void onRequest(Call call) {
    CompletableFuture<String> answer = CompletableFuture.completedFuture("noted");
    if (CompletableFuture.allOf(answer, shutdown).isDone()) {
      throw new IllegalStateException("the service is shutting down");
    }
  }
}
