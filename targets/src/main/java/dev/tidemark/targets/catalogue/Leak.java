package dev.tidemark.targets.catalogue;

import java.io.IOException;

/** A way to keep something for every request. Called by several I/O threads at once. */
@FunctionalInterface
interface Leak {
  void onRequest() throws IOException;
}
