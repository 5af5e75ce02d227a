package dev.tidemark.experiment;

import dev.tidemark.model.ByteSize;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether disk and memory have room for a heap dump of a process, and a reading of it. */
final class Headroom {
  /** A dump takes up to this many times the bytes of the heap in use. */
  private static final double DUMP = 1.6;

  private static final long LEAST_DISK = 256L << 20;

  /** What the process itself needs while it writes, and the cache of its pages that must go. */
  private static final long LEAST_MEMORY = 64L << 20;

  private final Path proc;
  private final Path cgroups;

  Headroom(Path proc, Path cgroups) {
    this.proc = proc;
    this.cgroups = cgroups;
  }

  static Headroom ofSystem() {
    return new Headroom(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
  }

  /** Why there is no room; empty where there is. */
  Optional<String> lacks(long pid, long heapInUse, Path folder) throws IOException {
    long disk = Files.getFileStore(folder).getUsableSpace();
    long needed = (long) (DUMP * heapInUse) + LEAST_DISK;
    if (disk < needed) {
      return Optional.of(
          "the disk has "
              + new ByteSize(disk)
              + " left, and a dump of "
              + new ByteSize(heapInUse)
              + " asks for "
              + new ByteSize(needed));
    }
    OptionalLong left = memoryLeft(pid);
    if (left.isPresent() && left.getAsLong() < LEAST_MEMORY) {
      return Optional.of(
          "the memory limit of its cgroup has only "
              + new ByteSize(left.getAsLong())
              + " left, and writing a dump could end it");
    }
    return Optional.empty();
  }

  /**
   * Until the tightest limit of a version 2 cgroup about the process, pages of files not counted.
   */
  OptionalLong memoryLeft(long pid) {
    try {
      Optional<String> group =
          Files.readAllLines(proc.resolve(pid + "/cgroup")).stream()
              .filter(line -> line.startsWith("0::/"))
              .map(line -> line.substring("0::/".length()))
              .findFirst();
      if (group.isEmpty()) {
        return OptionalLong.empty();
      }
      OptionalLong least = OptionalLong.empty();
      for (Path at = cgroups.resolve(group.get()).normalize();
          at != null && at.startsWith(cgroups);
          at = at.getParent()) {
        OptionalLong left = leftIn(at);
        if (left.isPresent()) {
          least = OptionalLong.of(Math.min(left.getAsLong(), least.orElse(Long.MAX_VALUE)));
        }
      }
      return least;
    } catch (IOException e) {
      return OptionalLong.empty();
    }
  }

  private static OptionalLong leftIn(Path group) throws IOException {
    Path max = group.resolve("memory.max");
    if (!Files.isReadable(max)) {
      return OptionalLong.empty();
    }
    String limit = Files.readString(max).strip();
    if (!limit.matches("\\d{1,18}")) {
      return OptionalLong.empty();
    }
    long used = Long.parseLong(Files.readString(group.resolve("memory.current")).strip());
    long files = 0;
    List<String> stat = Files.readAllLines(group.resolve("memory.stat"));
    for (String line : stat) {
      if (line.startsWith("inactive_file ")) {
        files = Long.parseLong(line.substring("inactive_file ".length()).strip());
      }
    }
    return OptionalLong.of(Long.parseLong(limit) - used + files);
  }
}
