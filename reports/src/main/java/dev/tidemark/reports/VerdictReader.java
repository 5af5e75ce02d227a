package dev.tidemark.reports;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The tree of one {@code verdict.json} on its way to a {@link VerdictSummary}. */
final class VerdictReader {
  private final Path file;
  private final JsonNode root;

  VerdictReader(Path file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  VerdictSummary summary() throws UnreadableRun {
    List<VerdictSummary.Target> targets = new ArrayList<>();
    for (JsonNode target : root.path("targets")) {
      targets.add(target(target));
    }
    String gate = text(root, "gate").toUpperCase(Locale.ROOT);
    return new VerdictSummary(
        kind(root),
        constant(RunVerdict.Gate.class, gate, "gate"),
        root.path("exit").asInt(4),
        root.path("reason").asText(""),
        targets);
  }

  private VerdictSummary.Target target(JsonNode node) throws UnreadableRun {
    return new VerdictSummary.Target(
        text(node, "name"),
        kind(node),
        node.path("reason").asText(""),
        primary(node.path("series")),
        Optional.ofNullable(node.path("suspects").path(0).path("name").textValue()));
  }

  /** The live set where there is one, else the first series that may convict, else the first. */
  private Optional<VerdictSummary.Primary> primary(JsonNode series) throws UnreadableRun {
    Optional<JsonNode> convicting = Optional.empty();
    for (JsonNode one : series) {
      String kind = one.path("kind").asText(MetricKind.SHOWN.name());
      if (kind.equals(MetricKind.LIVE_SET.name())) {
        return Optional.of(figures(one));
      }
      if (convicting.isEmpty() && convicts(kind)) {
        convicting = Optional.of(one);
      }
    }
    JsonNode chosen = convicting.orElse(series.path(0));
    return chosen.isObject() ? Optional.of(figures(chosen)) : Optional.empty();
  }

  /** Kinds that a later version adds do not convict here. */
  private static boolean convicts(String kind) {
    return Arrays.stream(MetricKind.values())
        .anyMatch(known -> known.convicts() && known.name().equals(kind));
  }

  private VerdictSummary.Primary figures(JsonNode series) throws UnreadableRun {
    JsonNode sensitivity = series.path("sensitivity");
    return new VerdictSummary.Primary(
        text(series, "name"),
        Unit.ofCode(series.path("unit").asText("")),
        slope(series.path("slope")),
        sensitivity.isNumber()
            ? OptionalDouble.of(sensitivity.asDouble())
            : OptionalDouble.empty());
  }

  private Optional<SlopeEstimate> slope(JsonNode slope) throws UnreadableRun {
    if (!slope.isObject()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new SlopeEstimate(
              number(slope, "perRequest"),
              new ConfidenceInterval(
                  number(slope, "low"),
                  number(slope, "high"),
                  slope.path("level").asDouble(0.95))));
    } catch (IllegalArgumentException e) {
      throw new UnreadableRun(file, String.valueOf(e.getMessage()));
    }
  }

  private Verdict.Kind kind(JsonNode node) throws UnreadableRun {
    return constant(Verdict.Kind.class, text(node, "verdict"), "verdict");
  }

  private <E extends Enum<E>> E constant(Class<E> type, String name, String field)
      throws UnreadableRun {
    try {
      return Enum.valueOf(type, name);
    } catch (IllegalArgumentException e) {
      throw new UnreadableRun(file, field + " '" + name + "' is not one that is known here");
    }
  }

  private String text(JsonNode node, String field) throws UnreadableRun {
    String value = node.path(field).textValue();
    if (value == null) {
      throw new UnreadableRun(file, "has no '" + field + "', so it is not a verdict of Tidemark's");
    }
    return value;
  }

  private double number(JsonNode node, String field) throws UnreadableRun {
    if (!node.path(field).isNumber()) {
      throw new UnreadableRun(file, "a slope has no '" + field + "'");
    }
    return node.path(field).asDouble();
  }
}
