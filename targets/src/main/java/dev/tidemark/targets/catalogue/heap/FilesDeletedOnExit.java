package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.File;

/** Asks the JVM to delete a file of its own at the exit, once a request. */
final class FilesDeletedOnExit implements Case {
  @Override
  public void onRequest(Call call) {
    new File("/tmp/tidemark-upload-" + call.number()).deleteOnExit();
  }
}
