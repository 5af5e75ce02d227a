package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.tidemark.targets.program.Json;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** What this JVM holds by its own beans, for the tests of the truth. */
final class Footprint {
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");
  private static final int MOMENT_MILLIS = 100;

  private Footprint() {}

  /** What all live objects take, by the histogram that a JVM makes of itself. */
  private static long liveBytes() {
    try {
      Object histogram =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=DiagnosticCommand"),
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      Matcher total = TOTAL.matcher((String) histogram);
      if (total.find()) {
        return Long.parseLong(total.group(1));
      }
      throw new IllegalStateException("a histogram without a total");
    } catch (JMException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Collects three times, since cleaners need more than one, and reads. Cleaners free what was
   * collected in threads of their own: without a moment for these a busy machine still holds it.
   *
   * @throws InterruptedException if interrupted between two collections
   */
  static ObjectNode afterCollection() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(MOMENT_MILLIS);
    }
    ObjectNode read = Json.object();
    read.put("heap", liveBytes());
    read.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
    read.put("classes", ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
    for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
      if (pool.getName().equals("direct") || pool.getName().equals("mapped")) {
        read.put(pool.getName(), pool.getMemoryUsed());
      }
    }
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().equals("Metaspace")) {
        read.put("metaspace", pool.getUsage().getUsed());
      }
    }
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      read.put("descriptors", unix.getOpenFileDescriptorCount());
    }
    return read;
  }
}
