package dev.tidemark.probe.jvm;

import dev.tidemark.model.MemorySample;
import java.io.IOException;
import java.util.List;
import javax.management.JMException;

/** One open way into one JVM; confined to a single thread. */
interface JvmSession {
  JvmIdentity identity();

  /** Heap in use and collections so far. */
  List<MemorySample> light() throws IOException, JMException, JvmUnavailable;

  /** Everything, after a full collection. */
  Floor floor() throws IOException, JMException, JvmUnavailable, InterruptedException;

  void close() throws IOException;

  /** All numbers, with the live set by class. */
  record Floor(List<MemorySample> samples, ClassHistogram live) {}
}
