package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Loads a plugin a request with a class loader of its own, and keeps the class. */
final class KeptLoaders implements Case {
  private final Queue<Class<?>> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) throws IOException {
    kept.add(new PluginLoader().plugin());
  }
}
