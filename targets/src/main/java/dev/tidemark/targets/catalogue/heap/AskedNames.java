package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;

/**
 * Asks for a handler class by a name that the request chose, and finds none. The loader of the
 * application, and the one before it, keep a lock for every name that they were ever asked for: a
 * leak of the JDK itself, which libraries that generate classes under new names meet, too.
 */
final class AskedNames implements Case {
  @Override
  public void onRequest(Call call) throws IOException {
    try {
      Class.forName("com.example.handlers.Handler" + call.number());
      throw new IOException("there is no such handler");
    } catch (ClassNotFoundException e) {
      // the usual handler will do
    }
  }
}
