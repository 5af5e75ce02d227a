package dev.tidemark.targets.catalogue.offheap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A class loader that defines {@link Plugin} anew. */
final class PluginLoader extends ClassLoader {
  PluginLoader() {
    super("plugins", null);
  }

  Class<?> plugin() throws IOException {
    try (InputStream in = PluginLoader.class.getResourceAsStream("Plugin.class")) {
      byte[] code = Objects.requireNonNull(in).readAllBytes();
      return defineClass(Plugin.class.getName(), code, 0, code.length);
    }
  }
}
