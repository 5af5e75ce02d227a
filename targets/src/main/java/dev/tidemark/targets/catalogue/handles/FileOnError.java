package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens a file a request, and fails one request of ten before it closes it. */
final class FileOnError implements Case {
  private final Queue<FileChannel> open = new ConcurrentLinkedQueue<>();

  @Override
  public void onRequest(Call call) throws IOException {
    FileChannel file = FileChannel.open(Path.of("/dev/null"));
    open.add(file);
    if (call.number() % 10 == 4) {
      throw new IOException("this one fails on purpose");
    }
    open.remove(file);
    file.close();
  }
}
