package dev.tidemark.probe.jvm;

import java.lang.management.ManagementFactory;
import javax.management.MBeanServerConnection;

/** This very JVM. */
final class InProcessTarget implements JmxTarget {
  @Override
  public Link open() {
    return new Link() {
      @Override
      public MBeanServerConnection beans() {
        return ManagementFactory.getPlatformMBeanServer();
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public boolean gone() {
    return false;
  }

  @Override
  public String describe() {
    return "this JVM";
  }
}
