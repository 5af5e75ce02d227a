package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Innocent: loads four hundred plugins, one a request, and no more. */
final class LoadedOnce implements Case {
  private static final int PLUGINS = 400;

  private final Queue<Class<?>> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) throws IOException {
    if (call.number() <= PLUGINS) {
      kept.add(new PluginLoader().plugin());
    }
  }
}
