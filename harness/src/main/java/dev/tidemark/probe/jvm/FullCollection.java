package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.time.Duration;
import javax.management.JMException;

/**
 * Two forced full collections that are proved to have happened, then the class histogram.
 *
 * <p>What a cleaner, a finalizer or a weak reference lets go of is found unreachable by the first
 * collection, let go of by the JVM's own threads in the moment between, and freed by the second.
 * The proof is the count of the collector for the whole heap, which must rise each time.
 *
 * <p>Where {@code System.gc()} does nothing (DisableExplicitGC, or a concurrent cycle that is not
 * counted) the histogram command collects by itself. Where the histogram does not collect
 * (Shenandoah) {@code System.gc()} is called once more before it. Which of them works is learnt
 * once for a connection.
 */
final class FullCollection {
  private static final Duration FOR_CLEANERS = Duration.ofMillis(30);
  private static final int PEEKS = 5;
  private static final Duration BETWEEN_PEEKS = Duration.ofMillis(10);

  private final Levers levers;
  private final String collector;
  private boolean gcCollects;
  private boolean histogramCollects = true;

  /** What makes a JVM collect, and tells that it did. */
  interface Levers {
    void gc() throws IOException, JMException, JvmUnavailable;

    /** The printed class histogram. */
    String histogram() throws IOException, JMException, JvmUnavailable;

    /** Full collections so far. */
    long count() throws IOException, JMException, JvmUnavailable;
  }

  FullCollection(Levers levers, String collector, boolean explicitGcDisabled) {
    this.levers = levers;
    this.collector = collector;
    this.gcCollects = !explicitGcDisabled;
  }

  ClassHistogram histogram() throws IOException, JMException, JvmUnavailable, InterruptedException {
    if (!(gcCollects && gc())) {
      gcCollects = false;
      if (!histogramTook().collected()) {
        throw nothingCollects();
      }
    }
    Thread.sleep(FOR_CLEANERS.toMillis());
    if (histogramCollects) {
      Histogram second = histogramTook();
      if (second.collected()) {
        return ClassHistogram.parse(second.text());
      }
      histogramCollects = false;
    }
    if (!(gcCollects && gc())) {
      throw nothingCollects();
    }
    return ClassHistogram.parse(levers.histogram());
  }

  private JvmUnavailable nothingCollects() {
    return JvmUnavailable.because(
        "no full collection could be forced ("
            + collector
            + "): neither System.gc() nor the class histogram made the collection count rise;"
            + " start the target without -XX:+DisableExplicitGC");
  }

  private boolean gc() throws IOException, JMException, JvmUnavailable, InterruptedException {
    long before = levers.count();
    levers.gc();
    return roseAbove(before);
  }

  private Histogram histogramTook()
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    long before = levers.count();
    String text = levers.histogram();
    return new Histogram(text, roseAbove(before));
  }

  private record Histogram(String text, boolean collected) {}

  /** A concurrent collector may count a cycle a moment after it let its caller go on. */
  private boolean roseAbove(long before)
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    for (int peek = 0; peek < PEEKS; peek++) {
      if (levers.count() > before) {
        return true;
      }
      Thread.sleep(BETWEEN_PEEKS.toMillis());
    }
    return false;
  }
}
