package dev.tidemark.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Rows of the ledger as JSON.
 *
 * <p>The class counts of a row are written as what changed since the last row of the same arm that
 * had any: {@code "classes":{"com.example.A":[instances,bytes]}}, with {@code [0,0]} for a class
 * that is gone. A ledger of thousands of classes stays small, and a torn last line loses nothing
 * before it.
 */
final class RowJson {
  private final Map<String, Map<String, ClassCount>> lastClasses = new HashMap<>();

  ObjectNode write(Tick tick, String injector) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("row", "tick").put("at", tick.at().toString()).put("nanos", tick.nanos());
    row.put("arm", tick.arm()).put("kind", tick.kind().name()).put("segment", tick.segment());
    row.put("round", tick.round()).put("injector", injector);
    row.put("completed", tick.counts().completed()).put("failed", tick.counts().failed());
    row.put("inFlight", tick.counts().inFlight());
    if (tick.counts().aborted() > 0 || tick.counts().unknown() > 0) {
      row.put("aborted", tick.counts().aborted()).put("unknown", tick.counts().unknown());
    }
    ObjectNode samples = row.putObject("samples");
    tick.samples()
        .forEach(
            (name, sample) -> {
              ObjectNode one = samples.putObject(name);
              one.put("value", sample.value()).put("unit", sample.unit().code());
              one.put("kind", sample.kind().name()).put("gc", sample.gc().name());
              sample.bound().ifPresent(bound -> one.put("bound", bound));
            });
    if (!tick.missed().isEmpty()) {
      ObjectNode missed = row.putObject("missed");
      tick.missed().forEach(missed::put);
    }
    if (!tick.routes().isEmpty()) {
      ObjectNode routes = row.putObject("routes");
      tick.routes().forEach(routes::put);
    }
    if (!tick.classes().isEmpty()) {
      writeClasses(tick, row.putObject("classes"));
    }
    return row;
  }

  private void writeClasses(Tick tick, ObjectNode into) {
    Map<String, ClassCount> before = lastClasses.getOrDefault(tick.arm(), Map.of());
    new TreeMap<>(tick.classes())
        .forEach(
            (name, count) -> {
              if (!count.equals(before.get(name))) {
                into.putArray(name).add(count.instances()).add(count.bytes());
              }
            });
    for (String name : before.keySet()) {
      if (!tick.classes().containsKey(name)) {
        into.putArray(name).add(0).add(0);
      }
    }
    lastClasses.put(tick.arm(), tick.classes());
  }

  static ObjectNode write(RunEvent event) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("row", "event").put("at", event.at().toString()).put("nanos", event.nanos());
    return row.put("arm", event.arm()).put("event", event.event()).put("detail", event.detail());
  }
}
