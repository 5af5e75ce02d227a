package dev.tidemark.probe.jvm;

import java.io.IOException;
import javax.management.MBeanServerConnection;

/** A way to a JVM's management beans. */
interface JmxTarget {
  /** An open way; blocks as long as the target pleases. */
  Link open() throws IOException, JvmUnavailable;

  /** Whether the process is known to have ended. */
  boolean gone();

  /** Such as {@code process 4711}. */
  String describe();

  /** An open connection. */
  interface Link {
    MBeanServerConnection beans();

    void close() throws IOException;
  }
}
