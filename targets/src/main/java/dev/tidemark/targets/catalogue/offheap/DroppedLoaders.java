package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;

/** Innocent: as {@link KeptLoaders}, but the class is dropped, and a collection unloads it. */
final class DroppedLoaders implements Case {
  @Override
  public void onRequest(Call call) throws IOException {
    if (new PluginLoader().plugin().isInterface()) {
      throw new IOException("a plugin is a class");
    }
  }
}
