package dev.tidemark.reports;

import static dev.tidemark.reports.JsonNumbers.decimal;
import static dev.tidemark.reports.JsonNumbers.iso;
import static dev.tidemark.reports.JsonNumbers.whole;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The verdict as JSON, for machines: pretty printed, its fields always in the same order, the same
 * bytes in every locale. A figure that is not known, or infinite, is {@code null}.
 */
public final class VerdictJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  private VerdictJson() {}

  /** Writes {@code verdict.json}. */
  public static void write(Path file, RunVerdict verdict) throws IOException {
    Files.write(file, toJson(verdict).getBytes(StandardCharsets.UTF_8));
  }

  /** The content of {@code verdict.json}, with a newline at its end. */
  public static String toJson(RunVerdict verdict) {
    return print(tree(verdict));
  }

  /** The same for the verdict on one input file, which it names. */
  public static String toJson(RunVerdict verdict, String file) {
    ObjectNode named = JsonNodeFactory.instance.objectNode();
    ObjectNode tree = tree(verdict);
    tree.properties()
        .forEach(
            field -> {
              if (field.getKey().equals("targets")) {
                named.put("file", file);
              }
              named.set(field.getKey(), field.getValue());
            });
    return print(named);
  }

  /**
   * Reads the part of a {@code verdict.json} that comparing runs needs; unknown fields are skipped.
   *
   * @throws UnreadableRun if the file is missing, is not JSON, or lacks what every verdict has
   */
  public static VerdictSummary read(Path file) throws UnreadableRun {
    return new VerdictReader(file, JsonFile.read(file)).summary();
  }

  private static String print(ObjectNode tree) {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
                Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(indenter)
            .withArrayIndenter(indenter);
    try {
      return MAPPER.writer(printer).writeValueAsString(tree) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain values could not be written", e);
    }
  }

  private static ObjectNode tree(RunVerdict verdict) {
    ObjectNode node = MAPPER.createObjectNode();
    node.put("schema", RunVerdict.SCHEMA);
    node.put("verdict", verdict.verdict().name());
    node.put("gate", verdict.gate().name().toLowerCase(Locale.ROOT));
    node.put("exit", verdict.exit());
    node.put("reason", verdict.reason());
    ArrayNode targets = node.putArray("targets");
    verdict.targets().forEach(target -> put(targets.addObject(), target));
    return node;
  }

  private static void put(ObjectNode node, TargetVerdict target) {
    node.put("name", target.name());
    node.put("verdict", target.verdict().name());
    node.put("reason", target.verdict().reason());
    target.expected().ifPresent(kind -> node.put("expected", kind.name()));
    ArrayNode series = node.putArray("series");
    target.series().forEach(one -> put(series.addObject(), one));
    target
        .limit()
        .ifPresentOrElse(
            limit ->
                node.putObject("limit")
                    .put("bytes", limit.size().bytes())
                    .put("source", limit.source()),
            () -> node.putNull("limit"));
    target
        .requestsToLimit()
        .ifPresentOrElse(
            range ->
                node.putObject("requestsToLimit")
                    .put("low", whole(range.low()))
                    .put("high", whole(range.high())),
            () -> node.putNull("requestsToLimit"));
    target
        .secondsToLimit()
        .ifPresentOrElse(
            range ->
                putTime(
                    node.putObject("timeToLimit"),
                    range,
                    target.sizing().timesAtRate().orElse(target.requestsPerSecond())),
            () -> node.putNull("timeToLimit"));
    target
        .safeInFlight()
        .ifPresentOrElse(
            safe -> node.put("safeInFlight", safe), () -> node.putNull("safeInFlight"));
    target
        .perInFlight()
        .ifPresentOrElse(
            slope -> putSlope(node.putObject("perInFlight"), slope, "bytes"),
            () -> node.putNull("perInFlight"));
    SizingJson.put(node, target);
    node.put("peakBytes", whole(target.peakBytes()));
    node.put("lastFloor", whole(target.lastFloor()));
    node.put("requests", target.requests());
    node.put("requestsPerSecond", decimal(target.requestsPerSecond()));
    node.put("loadSeconds", decimal(target.loadSeconds()));
    ArrayNode routes = node.putArray("routes");
    target.routes().forEach(route -> put(routes.addObject(), route));
    ArrayNode suspects = node.putArray("suspects");
    target.suspects().forEach(suspect -> put(suspects.addObject(), suspect));
    ArrayNode evidence = node.putArray("evidence");
    target.findings().forEach(finding -> put(evidence.addObject(), finding));
    ArrayNode notes = node.putArray("notes");
    target.notes().forEach(notes::add);
  }

  private static void put(ObjectNode node, SeriesVerdict series) {
    node.put("name", series.name());
    node.put("unit", series.unit().code());
    node.put("kind", series.kind().name());
    node.put("verdict", series.verdict().name());
    node.put("reason", series.verdict().reason());
    series
        .slope()
        .ifPresentOrElse(
            slope -> putSlope(node.putObject("slope"), slope, "perRequest"),
            () -> node.putNull("slope"));
    node.put("sensitivity", decimal(series.sensitivity()));
    node.put("reached", decimal(series.reached()));
    node.put("detectable", decimal(series.detectable()));
    node.put("convictable", decimal(series.convictable()));
    putRates(node, series.rates());
    node.put("noise", decimal(series.noise()));
    node.put("rounds", series.rounds());
  }

  private static void putRates(ObjectNode node, Rates rates) {
    putRate(node, "perHour", rates.perHour());
    putRate(node, "perSecond", rates.perSecond());
    putRate(node, "perInFlight", rates.perInFlight());
    ObjectNode modes = node.putObject("byMode");
    rates.byMode().forEach((mode, slope) -> putSlope(modes.putObject(mode), slope, "perRequest"));
  }

  private static void putRate(ObjectNode node, String name, Optional<SlopeEstimate> rate) {
    rate.ifPresentOrElse(
        slope -> putSlope(node.putObject(name), slope, "value"), () -> node.putNull(name));
  }

  private static void put(ObjectNode node, RouteVerdict route) {
    node.put("route", route.route());
    node.put("verdict", route.verdict().name());
    node.put("reason", route.verdict().reason());
    node.put("unit", route.unit().code());
    node.put("requests", route.requests());
    route
        .slope()
        .ifPresentOrElse(
            slope -> putSlope(node.putObject("slope"), slope, "perRequest"),
            () -> node.putNull("slope"));
    node.put("reached", decimal(route.reached()));
  }

  private static void put(ObjectNode node, Finding finding) {
    node.put("source", finding.source());
    node.put("series", finding.series());
    node.put("outcome", finding.outcome().name());
    putRate(node, "rate", finding.rate());
    node.put("per", finding.per());
    node.put("sentence", finding.sentence());
  }

  private static void put(ObjectNode node, Suspect suspect) {
    node.put("kind", suspect.kind());
    node.put("name", suspect.name());
    node.put("perRequest", decimal(suspect.perRequest()));
    node.put("bytesPerRequest", decimal(suspect.bytesPerRequest()));
    node.put("exact", suspect.exact());
    node.put("evidence", suspect.evidence());
    node.put("advice", suspect.advice());
  }

  static void putSlope(ObjectNode node, SlopeEstimate slope, String per) {
    node.put(per, decimal(slope.perRequest()));
    node.put("low", decimal(slope.interval().low()));
    node.put("high", decimal(slope.interval().high()));
    node.put("level", decimal(slope.interval().level()));
  }

  private static void putTime(ObjectNode node, Range seconds, double rate) {
    node.put("low", iso(seconds.low()));
    node.put("high", iso(seconds.high()));
    node.put("atRequestsPerSecond", decimal(rate));
  }
}
