package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.UnixOperatingSystemMXBean;
import dev.tidemark.targets.program.Json;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;

/** What this JVM holds by its own beans, for the tests of the truth. */
final class Footprint {
  private Footprint() {}

  /** Collects three times, since cleaners need more than one, and reads. */
  static ObjectNode afterCollection() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    ObjectNode read = Json.object();
    read.put("heap", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
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
