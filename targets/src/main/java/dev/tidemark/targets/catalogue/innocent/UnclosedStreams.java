package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.FileInputStream;
import java.io.IOException;

/** Opens a file a request and forgets it: a collection closes it. */
final class UnclosedStreams implements Case {
  @Override
  public void onRequest(Call call) throws IOException {
    FileInputStream forgotten = new FileInputStream("/dev/null");
    if (forgotten.read() >= 0) {
      throw new IOException("there is something in /dev/null");
    }
  }
}
