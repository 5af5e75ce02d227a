package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens a file a request, and keeps it open. */
final class OpenFiles implements Case {
  private final Queue<FileChannel> kept = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) throws IOException {
    kept.add(FileChannel.open(Path.of("/dev/null")));
  }
}
