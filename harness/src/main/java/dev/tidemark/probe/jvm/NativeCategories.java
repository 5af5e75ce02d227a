package dev.tidemark.probe.jvm;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What HotSpot's native memory tracking has committed by category, as {@code VM.native_memory
 * summary} prints it; nothing where tracking is off. The Java heap is left out: other series have
 * it.
 */
final class NativeCategories {
  private static final Pattern ROW =
      Pattern.compile(
          "^-\\s+([A-Za-z][A-Za-z ]*?) \\(reserved=(\\d{1,15})KB, committed=(\\d{1,15})KB",
          Pattern.MULTILINE);

  private NativeCategories() {}

  static List<MemorySample> in(String summary) {
    List<MemorySample> samples = new ArrayList<>();
    Matcher row = ROW.matcher(summary);
    while (row.find()) {
      if (!row.group(1).equals("Java Heap")) {
        samples.add(
            new MemorySample(
                "jvm.native." + row.group(1).toLowerCase(Locale.ROOT).replace(' ', '_'),
                MetricKind.INDIRECT,
                Unit.BYTES,
                Long.parseLong(row.group(3)) * 1024.0,
                GcState.UNKNOWN));
      }
    }
    return samples;
  }
}
