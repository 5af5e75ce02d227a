package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.Optional;
import javax.management.JMException;

/** A way into a JVM. */
interface JvmTarget {
  /** An open way; blocks as long as the target pleases. */
  JvmSession open() throws IOException, JMException, JvmUnavailable, InterruptedException;

  /** Whether the process is known to have ended. */
  boolean gone();

  /** What is known of that end, in one line; said once {@link #gone} is true. */
  default String epitaph() {
    return describe() + " has ended";
  }

  /** Why it may not answer, with what to do; empty where nothing is known. */
  default Optional<String> obstacle() {
    return Optional.empty();
  }

  /** Such as {@code process 4711}. */
  String describe();
}
