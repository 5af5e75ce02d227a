package dev.tidemark.probe.jvm;

import dev.tidemark.probe.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the Java heap lies in the address space, as {@code GC.heap_info} prints it: {@code
 * [0x00000000f0000000, 0x0000000100000000)}, with the end of what is committed between the two for
 * Serial and Parallel. ZGC prints none.
 */
final class HeapRanges {
  private static final Pattern FORM =
      Pattern.compile("\\[0x([0-9a-f]{1,16})(?:, ?0x[0-9a-f]{1,16})?, ?0x([0-9a-f]{1,16})\\)");

  private HeapRanges() {}

  static Optional<List<AddressRange>> in(String heapInfo) {
    List<AddressRange> ranges = new ArrayList<>();
    Matcher form = FORM.matcher(heapInfo);
    while (form.find()) {
      long start = Long.parseUnsignedLong(form.group(1), 16);
      long end = Long.parseUnsignedLong(form.group(2), 16);
      if (Long.compareUnsigned(start, end) < 0) {
        ranges.add(new AddressRange(start, end));
      }
    }
    return ranges.isEmpty() && !heapInfo.contains("ZHeap") ? Optional.empty() : Optional.of(ranges);
  }
}
