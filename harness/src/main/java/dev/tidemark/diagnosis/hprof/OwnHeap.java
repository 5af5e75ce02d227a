package dev.tidemark.diagnosis.hprof;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Looks into the heap of this very JVM for who holds what grew, through a dump that it deletes. */
public final class OwnHeap {
  /** A heap with more in use is not dumped: it would take too long, and too much of the disk. */
  private static final long LARGEST = 2L << 30;

  private OwnHeap() {}

  /** The suspects with their holders; the same where the heap cannot be dumped. */
  public static List<Suspect> withHolders(List<Suspect> suspects) {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    long used = memory.getHeapMemoryUsage().getUsed();
    if (suspects.isEmpty() || used > LARGEST) {
      return suspects;
    }
    try {
      Path folder = Files.createTempDirectory("tidemark-heap-");
      try {
        if (Files.getFileStore(folder).getUsableSpace() < 3 * used) {
          return suspects;
        }
        Path file = folder.resolve("own.hprof");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpHeap(file.toString(), true);
        HeapDumps dumps = new HeapDumps();
        dumps.read(file);
        return HolderSuspects.merge(suspects, dumps);
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      return suspects;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
