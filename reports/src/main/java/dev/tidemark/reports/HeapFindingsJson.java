package dev.tidemark.reports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.diagnosis.hprof.HeapFindings;
import dev.tidemark.diagnosis.hprof.PathStep;
import dev.tidemark.model.ClassCount;
import java.util.List;
import java.util.Optional;

/** What heap dumps show, as JSON; there is no verdict, since nothing tells of requests. */
public final class HeapFindingsJson {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MOST_CLASSES = 100;

  private HeapFindingsJson() {}

  /** One object, with a newline at its end. */
  public static String of(HeapFindings findings, List<String> files) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("schema", 1);
    node.putNull("verdict");
    node.put("exit", 0);
    ArrayNode names = node.putArray("files");
    files.forEach(names::add);
    node.put("file", files.get(files.size() - 1));
    put(node, "before", findings.before());
    put(node, "after", Optional.of(findings.after()));
    node.put("gainedBytes", findings.gained());
    put(node, "softlyHeld", Optional.of(findings.soft()));
    put(node, "unreachable", Optional.of(findings.unreachable()));
    ArrayNode suspects = node.putArray("suspects");
    findings.holders().forEach(holder -> put(suspects.addObject(), holder));
    ArrayNode classes = node.putArray("classes");
    findings.classes().stream()
        .limit(MOST_CLASSES)
        .forEach(
            one ->
                classes
                    .addObject()
                    .put("name", one.name())
                    .put("instancesBefore", one.before().instances())
                    .put("instancesAfter", one.after().instances())
                    .put("instances", one.instances())
                    .put("bytes", one.bytes())
                    .put("everyTime", one.everyTime())
                    .put("heldBy", one.heldBy()));
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static void put(ObjectNode node, String name, Optional<ClassCount> count) {
    count.ifPresentOrElse(
        one -> node.putObject(name).put("instances", one.instances()).put("bytes", one.bytes()),
        () -> node.putNull(name));
  }

  private static void put(ObjectNode node, HeapFindings.Holding holder) {
    node.put("kind", "holder");
    node.put("name", holder.field());
    node.put("container", holder.container());
    node.put("instances", holder.instances());
    node.put("bytes", holder.bytes());
    ArrayNode content = node.putArray("content");
    holder
        .content()
        .forEach(
            one ->
                content
                    .addObject()
                    .put("name", one.className())
                    .put("instances", one.instances())
                    .put("bytes", one.bytes()));
    ArrayNode path = node.putArray("path");
    for (PathStep step : holder.path()) {
      path.addObject()
          .put("class", step.className())
          .put("field", step.field())
          .put("times", step.times());
    }
    node.put("advice", holder.advice());
  }
}
