package dev.tidemark.reports;

import static dev.tidemark.reports.JsonNumbers.decimal;
import static dev.tidemark.reports.JsonNumbers.iso;
import static dev.tidemark.reports.JsonNumbers.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.Death;
import dev.tidemark.model.ScarceResource;
import dev.tidemark.model.Sizing;
import dev.tidemark.model.TargetVerdict;

/** What a target needs and how long it lasts, as JSON. */
final class SizingJson {
  private SizingJson() {}

  static void put(ObjectNode node, TargetVerdict target) {
    Sizing sizing = target.sizing();
    node.put("inFlight", sizing.inFlight());
    node.put("liveUnderLoad", whole(sizing.liveUnderLoad()));
    sizing
        .recommended()
        .ifPresentOrElse(
            limit ->
                node.putObject("recommendedLimit")
                    .put("bytes", limit.size().bytes())
                    .put("rule", limit.rule()),
            () -> node.putNull("recommendedLimit"));
    sizing
        .growthPerHour()
        .ifPresentOrElse(
            slope -> VerdictJson.putSlope(node.putObject("growthPerHour"), slope, "bytes"),
            () -> node.putNull("growthPerHour"));
    sizing
        .secondsBetweenRestarts()
        .ifPresentOrElse(
            range ->
                node.putObject("restartEvery")
                    .put("low", iso(range.low()))
                    .put("high", iso(range.high())),
            () -> node.putNull("restartEvery"));
    sizing.first().ifPresent(one -> node.put(limitOf(one.kind()), one.limit()));
    sizing
        .death()
        .ifPresentOrElse(
            death -> put(node.putObject("death"), death, target), () -> node.putNull("death"));
  }

  private static String limitOf(ScarceResource.Kind kind) {
    return switch (kind) {
      case DESCRIPTORS -> "descriptorLimit";
      case DIRECT_MEMORY -> "directMemoryLimit";
    };
  }

  private static void put(ObjectNode node, Death death, TargetVerdict target) {
    node.put("died", death instanceof Death.Died);
    node.put("requests", death.requests());
    if (death instanceof Death.Died died) {
      target
          .requestsToLimit()
          .ifPresent(
              range ->
                  node.put(
                      "inside",
                      range.low() <= death.requests() && death.requests() <= range.high()));
      node.put("seconds", decimal(died.seconds()));
      node.put("sign", died.sign());
    } else if (death instanceof Death.Outlived outlived) {
      node.put("why", outlived.why());
    }
  }
}
