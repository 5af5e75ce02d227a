package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Recording.After;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import jdk.jfr.consumer.RecordedEvent;

/**
 * Reads a recording out of JFR: the heap after each collection, by the kind and cause of the
 * collection, and the heap's use where it was sampled. One event is held at a time, and the
 * collections of the last moments, whose events come in any order.
 */
final class JfrReader {
  private final Rows rows;
  private final JfrCollections collections;
  private Instant jvm = Instant.EPOCH;
  private long number;

  JfrReader(String name) {
    rows = new Rows(name, false, "event");
    collections = new JfrCollections(rows);
  }

  Found read(List<Path> files) throws IOException, UnreadableRecording {
    for (Path file : files) {
      try (JfrEvents events = new JfrEvents(file)) {
        for (RecordedEvent event = events.next(); event != null; event = events.next()) {
          number++;
          events.read(event, this::take);
        }
        events.damage().ifPresent(damage -> rows.defect(damage, number));
      }
    }
    collections.end();
    if (rows.readings() == 0) {
      throw new UnreadableRecording(
          "holds no collection and no use of the heap: record with settings=default or profile");
    }
    return new Found(Format.JFR, List.of(rows.recording()), List.of());
  }

  private void take(RecordedEvent event) throws UnreadableRecording {
    switch (event.getEventType().getName()) {
      case "jdk.JVMInformation" -> started(event.getInstant("jvmStartTime"));
      case "jdk.GCHeapConfiguration" -> limit(event.getLong("maxSize"));
      case "jdk.GCHeapSummary" ->
          collections.heap(
              event.getLong("gcId"),
              event.getString("when").startsWith("After"),
              seconds(event.getStartTime()),
              (double) event.getLong("heapUsed"));
      case "jdk.GarbageCollection" ->
          collections.collection(
              event.getLong("gcId"), event.getString("name"), event.getString("cause"));
      case "jdk.G1GarbageCollection" ->
          collections.g1(event.getLong("gcId"), event.getString("type"));
      case "jdk.GCHeapMemoryUsage" ->
          collections.reading(
              seconds(event.getStartTime()), After.NOTHING, (double) event.getLong("used"));
      default -> {
        // of no interest
      }
    }
  }

  private void started(Instant start) throws UnreadableRecording {
    if (!jvm.equals(Instant.EPOCH) && !jvm.equals(start)) {
      collections.end();
      rows.defect("the JVM was started anew", number);
      rows.restart();
    }
    jvm = start;
  }

  private void limit(long bytes) {
    if (bytes > 0) {
      rows.limit(new Limit(new ByteSize(bytes), "-Xmx"));
    }
  }

  private static double seconds(Instant moment) {
    return moment.getEpochSecond() + moment.getNano() / 1e9;
  }
}
