package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Opens a spool file for every stream and closes it at the end of the stream, which one that is
 * abandoned does not have.
 */
final class FileOnAbort implements Case {
  private final Map<Long, FileChannel> spools = new ConcurrentHashMap<>();

  @Override
  public void onRequest(Call call) throws IOException {
    spools.put(call.number(), FileChannel.open(Path.of("/dev/null")));
  }

  @Override
  public void onCompleted(Call call) {
    FileChannel spool = spools.remove(call.number());
    if (spool != null) {
      try {
        spool.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
