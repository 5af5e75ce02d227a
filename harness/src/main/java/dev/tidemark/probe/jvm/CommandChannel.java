package dev.tidemark.probe.jvm;

import java.io.IOException;

/** A way to have HotSpot's diagnostic commands run in a JVM, such as {@code GC.class_histogram}. */
interface CommandChannel {
  /** What the command prints. */
  String run(String command) throws IOException, JvmUnavailable, InterruptedException;

  /** What carries it, for people. */
  String name();
}
