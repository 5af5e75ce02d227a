package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.time.Duration;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Two forced full collections that are proved to have happened, then the class histogram.
 *
 * <p>What a cleaner, a finalizer or a weak reference lets go of is found unreachable by the first
 * collection, let go of by the JVM's own threads in the moment between, and freed by the second.
 * The proof is the count of the collector's bean for the whole heap, which must rise each time.
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

  private final Beans beans;
  private final Collector collector;
  private boolean gcCollects;
  private boolean histogramCollects = true;

  FullCollection(Beans beans, Collector collector, boolean explicitGcDisabled) {
    this.beans = beans;
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
    return ClassHistogram.parse(print());
  }

  private JvmUnavailable nothingCollects() {
    return JvmUnavailable.because(
        "no full collection could be forced ("
            + collector.name()
            + "): neither System.gc() nor the class histogram made the collection count rise;"
            + " start the target without -XX:+DisableExplicitGC");
  }

  private boolean gc() throws IOException, JMException, InterruptedException {
    long before = count();
    beans.connection().invoke(Beans.MEMORY, "gc", new Object[0], new String[0]);
    return roseAbove(before);
  }

  private Histogram histogramTook()
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    long before = count();
    String text = print();
    return new Histogram(text, roseAbove(before));
  }

  private record Histogram(String text, boolean collected) {}

  private String print() throws IOException, JMException, JvmUnavailable {
    try {
      Object text =
          beans
              .connection()
              .invoke(
                  Beans.DIAGNOSTICS,
                  "gcClassHistogram",
                  new Object[] {new String[0]},
                  new String[] {String[].class.getName()});
      return String.valueOf(text);
    } catch (InstanceNotFoundException e) {
      throw JvmUnavailable.because(
          "this JVM offers no GC.class_histogram over JMX; read it with another probe");
    }
  }

  /** A concurrent collector may count a cycle a moment after it let its caller go on. */
  private boolean roseAbove(long before) throws IOException, JMException, InterruptedException {
    for (int peek = 0; peek < PEEKS; peek++) {
      if (count() > before) {
        return true;
      }
      Thread.sleep(BETWEEN_PEEKS.toMillis());
    }
    return false;
  }

  private long count() throws IOException, JMException {
    long count = 0;
    for (ObjectName bean : collector.full()) {
      count +=
          beans.read(bean, "CollectionCount").get("CollectionCount") instanceof Number n
              ? n.longValue()
              : 0;
    }
    return count;
  }
}
