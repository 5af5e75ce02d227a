package dev.tidemark.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.UsableMemory;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The file {@code manifest.json}. */
final class ManifestJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  private ManifestJson() {}

  static void write(Path file, RunManifest manifest) throws IOException {
    ObjectNode root = MAPPER.createObjectNode();
    root.put("schema", manifest.schema()).put("run", manifest.run());
    root.put("startedAt", manifest.startedAt().toString()).put("version", manifest.version());
    manifest.commit().ifPresent(commit -> root.put("commit", commit));
    root.put("simulation", manifest.simulation()).put("seed", manifest.seed());
    Plan plan = manifest.plan();
    ObjectNode asked = root.putObject("plan");
    asked.put("sensitivity", plan.sensitivity().bytes()).put("budget", plan.budget().toString());
    asked.put("concurrency", plan.concurrency());
    ArrayNode stages = asked.putArray("stages");
    plan.stages().forEach(stages::add);
    plan.atRate().ifPresent(rate -> asked.put("atRate", rate));
    plan.requests().ifPresent(most -> asked.put("requests", most));
    ObjectNode allowance = asked.putObject("cacheAllowance");
    allowance
        .put("bytes", plan.allowance().bytes().bytes())
        .put("entries", plan.allowance().entries());
    allowance
        .put("threads", plan.allowance().threads())
        .put("descriptors", plan.allowance().descriptors());
    allowance.put("classes", plan.allowance().classes());
    ArrayNode targets = root.putArray("targets");
    manifest.targets().forEach(target -> write(targets.addObject(), target));
    Files.writeString(
        file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n");
  }

  private static void write(ObjectNode into, TargetIdentity target) {
    into.put("name", target.name()).put("url", target.url());
    target.pid().ifPresent(pid -> into.put("pid", pid));
    into.put("runtime", target.runtime());
    ArrayNode flags = into.putArray("flags");
    target.flags().forEach(flags::add);
    target.startedAt().ifPresent(at -> into.put("startedAt", at.toString()));
    target
        .limit()
        .ifPresent(
            limit ->
                into.putObject("limit")
                    .put("bytes", limit.size().bytes())
                    .put("source", limit.source())
                    .put("leastUsable", limit.usable().least().bytes())
                    .put("mostUsable", limit.usable().most().bytes())
                    .put("region", limit.usable().region().bytes()));
    target.expected().ifPresent(kind -> into.put("expect", kind.name()));
  }

  static RunManifest read(Path file) throws IOException {
    JsonNode root = MAPPER.readTree(Files.readString(file));
    int schema = root.path("schema").asInt();
    if (schema < 1 || schema > RunManifest.SCHEMA) {
      throw new IOException(
          file + ": schema " + root.path("schema") + " is not known to this version of Tidemark");
    }
    JsonNode asked = root.path("plan");
    JsonNode allowance = asked.path("cacheAllowance");
    List<String> stages = new ArrayList<>();
    asked.path("stages").forEach(stage -> stages.add(stage.asText()));
    List<TargetIdentity> targets = new ArrayList<>();
    root.path("targets").forEach(target -> targets.add(readTarget(target)));
    return new RunManifest(
        schema,
        root.path("run").asText(),
        Instant.parse(root.path("startedAt").asText()),
        root.path("version").asText(),
        text(root, "commit"),
        root.path("simulation").asText(),
        root.path("seed").asLong(),
        new Plan(
            new ByteSize(asked.path("sensitivity").asLong()),
            new Allowance(
                new ByteSize(allowance.path("bytes").asLong()),
                allowance.path("entries").asLong(),
                allowance.path("threads").asLong(),
                allowance.path("descriptors").asLong(),
                allowance.path("classes").asLong()),
            Duration.parse(asked.path("budget").asText()),
            asked.path("concurrency").asInt(),
            stages,
            asked.path("atRate").asDouble() > 0
                ? OptionalDouble.of(asked.path("atRate").asDouble())
                : OptionalDouble.empty(),
            asked.has("requests")
                ? OptionalLong.of(asked.path("requests").asLong())
                : OptionalLong.empty()),
        targets);
  }

  private static TargetIdentity readTarget(JsonNode target) {
    List<String> flags = new ArrayList<>();
    target.path("flags").forEach(flag -> flags.add(flag.asText()));
    JsonNode limit = target.path("limit");
    return new TargetIdentity(
        target.path("name").asText(),
        target.path("url").asText(),
        target.has("pid") ? OptionalLong.of(target.path("pid").asLong()) : OptionalLong.empty(),
        target.path("runtime").asText(),
        flags,
        text(target, "startedAt").map(Instant::parse),
        limit.isObject() ? Optional.of(readLimit(limit)) : Optional.empty(),
        text(target, "expect").map(Verdict.Kind::valueOf));
  }

  /** Older runs do not say what of it is usable. */
  private static Limit readLimit(JsonNode limit) {
    long bytes = limit.path("bytes").asLong();
    return new Limit(
        new ByteSize(bytes),
        limit.path("source").asText(),
        new UsableMemory(
            new ByteSize(limit.path("leastUsable").asLong(bytes)),
            new ByteSize(limit.path("mostUsable").asLong(bytes)),
            new ByteSize(limit.path("region").asLong(0))));
  }

  private static Optional<String> text(JsonNode node, String name) {
    return node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
  }
}
