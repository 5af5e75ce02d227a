package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Maps 40 KiB of a file at every tenth request, and keeps the mapping. */
final class MappedFiles implements Case {
  private static final int EVERY = 10;
  private static final int BYTES = 40 * 1_024;

  private final Queue<MappedByteBuffer> kept = new ConcurrentLinkedQueue<>();
  private final Path file;

  MappedFiles() throws IOException {
    file = Files.createTempFile("tidemark-mapped", "");
    Files.write(file, new byte[BYTES]);
    file.toFile().deleteOnExit();
  }

  @Override
  public void onRequest(Call call) throws IOException {
    if (call.number() % EVERY == 0) {
      try (FileChannel channel = FileChannel.open(file)) {
        kept.add(channel.map(FileChannel.MapMode.READ_ONLY, 0, BYTES));
      }
    }
  }
}
