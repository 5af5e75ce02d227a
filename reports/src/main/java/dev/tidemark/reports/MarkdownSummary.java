package dev.tidemark.reports;

import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The run as a few lines of Markdown, for the page that a CI system shows. */
public final class MarkdownSummary {
  private MarkdownSummary() {}

  /** Writes {@code summary.md}. */
  public static void write(Path file, RunVerdict verdict) throws IOException {
    Files.write(file, toMarkdown(verdict).getBytes(StandardCharsets.UTF_8));
  }

  static String toMarkdown(RunVerdict verdict) {
    StringBuilder text =
        new StringBuilder("## Tidemark: ").append(verdict.verdict()).append("\n\n");
    text.append("Gate: **")
        .append(Phrases.gate(verdict))
        .append("**. ")
        .append(escaped(verdict.reason()))
        .append(
            "\n\n| target | verdict | growth per request | ruled out | until the limit | held by |\n")
        .append("|---|---|---|---|---|---|\n");
    verdict.targets().forEach(target -> text.append(row(target)));
    ArmsTable.of(verdict).ifPresent(table -> text.append(sideBySide(table)));
    verdict.targets().forEach(target -> text.append(routes(target)));
    return text.toString();
  }

  private static String row(TargetVerdict target) {
    return String.join(
        " | ",
        "| " + escaped(target.name()),
        "**" + target.verdict().name() + "**" + expected(target),
        ModePhrases.growth(target)
            .or(() -> Phrases.telling(target).map(MarkdownSummary::growth))
            .orElse(""),
        Phrases.telling(target).map(MarkdownSummary::ruledOut).orElse(""),
        target.requestsToLimit().map(Phrases::requests).orElse(""),
        target.suspects().stream()
                .findFirst()
                .map(s -> escaped(s.name()) + " " + Phrases.perRequest(s))
                .orElse("")
            + " |\n");
  }

  private static String sideBySide(ArmsTable table) {
    StringBuilder text = new StringBuilder("\n| under the same traffic | ");
    text.append(escaped(table.before().name()))
        .append(" | ")
        .append(escaped(table.after().name()))
        .append(" | change |\n|---|---|---|---|\n");
    for (ArmsTable.Row row : table.rows()) {
      text.append("| ").append(row.what());
      for (String cell : List.of(row.before(), row.after(), row.change())) {
        text.append(" | ").append(escaped(cell));
      }
      text.append(" |\n");
    }
    return text.toString();
  }

  /** A line for each of several routes. */
  private static String routes(TargetVerdict target) {
    StringBuilder text = new StringBuilder();
    for (RouteVerdict route : RoutePhrases.sorted(target)) {
      text.append(text.isEmpty() ? "\n" : "")
          .append("- ")
          .append(escaped(target.name()))
          .append(' ')
          .append(escaped(RoutePhrases.brief(route)))
          .append("\n");
    }
    return text.toString();
  }

  private static String expected(TargetVerdict target) {
    return target.asExpected()
        ? ""
        : " (expected " + target.expected().map(Enum::name).orElse("") + ")";
  }

  private static String growth(SeriesVerdict series) {
    return series
        .slope()
        .map(
            s ->
                Phrases.growth(series, s).replace(" per request", "")
                    + " ("
                    + Phrases.interval(series.unit(), s)
                    + ")")
        .orElse("not fitted");
  }

  private static String ruledOut(SeriesVerdict series) {
    return series.reached().isPresent()
        ? Phrases.amount(series, series.reached().getAsDouble())
        : "nothing";
  }

  /** One line that Markdown and HTML leave as it is. */
  private static String escaped(String text) {
    return Escaped.html(text.replaceAll("\\s+", " "))
        .replace("#", "&#35;")
        .replace("&&#35;39;", "&#39;")
        .replace("@", "&#64;")
        .replaceAll("([\\\\`*_\\[\\]|~])", "\\\\$1");
  }
}
