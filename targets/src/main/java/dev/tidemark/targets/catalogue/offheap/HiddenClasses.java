package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Defines a hidden class a request, as scripts and lambdas do, and keeps it. */
final class HiddenClasses implements Case {
  private final Queue<Class<?>> kept = new ConcurrentLinkedQueue<>();
  private final byte[] code;

  HiddenClasses() throws IOException {
    try (InputStream in = HiddenClasses.class.getResourceAsStream("Plugin.class")) {
      code = Objects.requireNonNull(in).readAllBytes();
    }
  }

  @Override
  public void onRequest(Call call) throws IOException {
    try {
      kept.add(MethodHandles.lookup().defineHiddenClass(code, false).lookupClass());
    } catch (IllegalAccessException e) {
      throw new IOException(e);
    }
  }
}
