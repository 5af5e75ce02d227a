package dev.tidemark.probe.procfs;

import dev.tidemark.probe.AddressRange;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What {@code /proc/PID/smaps} says of the memory of a process.
 *
 * @param proportional its share of what it maps, pages that others map too divided by their number
 * @param anonymousOutsideHeap memory of no file, swapped out or not, that lies outside of a managed
 *     heap: what native code, thread stacks and the runtime itself hold
 */
record MappedMemory(long proportional, long anonymousOutsideHeap) {
  /** How ZGC names the file in memory that holds its heap. */
  private static final String HEAP_FILE = "java_heap";

  static MappedMemory read(Path smaps, List<AddressRange> heap) throws IOException {
    long proportional = 0;
    long outside = 0;
    boolean inHeap = false;
    try (BufferedReader lines = Files.newBufferedReader(smaps, StandardCharsets.ISO_8859_1)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (isHead(line)) {
          inHeap = line.contains(HEAP_FILE) || within(line, heap);
        } else if (line.startsWith("Pss:")) {
          proportional += kilobytes(line);
        } else if (!inHeap && (line.startsWith("Anonymous:") || line.startsWith("Swap:"))) {
          outside += kilobytes(line);
        }
      }
    }
    return new MappedMemory(proportional * 1024, outside * 1024);
  }

  /** Heads begin with an address in small hexadecimal digits, all other lines with a capital. */
  private static boolean isHead(String line) {
    char first = line.isEmpty() ? 'A' : line.charAt(0);
    return (first >= '0' && first <= '9') || (first >= 'a' && first <= 'f');
  }

  private static boolean within(String head, List<AddressRange> heap) {
    int dash = head.indexOf('-');
    int blank = head.indexOf(' ');
    if (dash < 0 || blank < dash) {
      return false;
    }
    AddressRange mapping =
        new AddressRange(
            Long.parseUnsignedLong(head.substring(0, dash), 16),
            Long.parseUnsignedLong(head.substring(dash + 1, blank), 16));
    return heap.stream().anyMatch(range -> range.holds(mapping) || mapping.holds(range));
  }

  private static long kilobytes(String line) {
    long value = 0;
    for (int i = line.indexOf(':') + 1; i < line.length(); i++) {
      char digit = line.charAt(i);
      if (digit >= '0' && digit <= '9') {
        value = value * 10 + digit - '0';
      }
    }
    return value;
  }
}
