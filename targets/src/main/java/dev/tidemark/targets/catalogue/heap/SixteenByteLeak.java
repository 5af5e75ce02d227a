package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import org.jspecify.annotations.Nullable;

/** Keeps one {@link SixteenBytes} a request and nothing else. */
final class SixteenByteLeak implements Case {
  private @Nullable SixteenBytes newest;

  @Override
  public synchronized void onRequest(Call call) {
    newest = new SixteenBytes(newest);
  }
}
