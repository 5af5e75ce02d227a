package dev.tidemark.targets.catalogue.offheap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A journal in mapped memory: a megabyte for 3,500 entries, and none of them is let go. */
final class MappedJournal implements Case {
  private static final int SEGMENT = 1 << 20;
  private static final int ENTRIES = 3_500;

  private final List<MappedByteBuffer> segments = new ArrayList<>();
  private final Path file;

  MappedJournal() throws IOException {
    file = Files.createTempFile("tidemark-journal", "");
    file.toFile().deleteOnExit();
  }

  @Override
  public synchronized void onRequest(Call call) throws IOException {
    if (call.number() % ENTRIES == 0 || segments.isEmpty()) {
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
        segments.add(channel.map(FileChannel.MapMode.READ_WRITE, 0, SEGMENT));
      }
    }
    segments.get(segments.size() - 1).putLong(0, call.number());
  }
}
