package dev.tidemark.targets.survey;

import dev.tidemark.targets.catalogue.Truth;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The survey as Markdown: what was found of each case, and how often that was right. */
final class SurveyTable {
  private static final String HEAD =
      """
      # The leak catalogue

      `scripts/catalogue` starts each case in a JVM of its own, aims `tidemark run` at it, and sets the verdict beside the
      truth, which stands in `targets/src/main/resources/dev/tidemark/targets/catalogue/truth.json` and is tested by itself. Every
      run leaves a line in `docs/measured/catalogue.jsonl`; of a case that ran more than once the last run is shown. Slopes
      are in bytes (of threads and descriptors: in pieces) per request; per failed or aborted request, or per second, where
      that is what drives the case and the verdict tells it apart. The culprit is the application's
      class, site or holder among the suspects; where arrays grow, their class alone does not count as one.
      """;

  private SurveyTable() {}

  static String markdown(List<Truth> cases, List<RunLine> lines) {
    StringBuilder text = new StringBuilder(HEAD);
    for (String jvm : lines.stream().map(RunLine::jvm).distinct().sorted().toList()) {
      List<Row> rows = new ArrayList<>();
      for (Truth truth : cases) {
        lines.stream()
            .filter(line -> line.jvm().equals(jvm) && line.name().equals(truth.name()))
            .forEach(line -> rows.add(new Row(truth, line)));
      }
      text.append("\n## JDK ").append(jvm).append('\n');
      text.append(summary(rows));
      text.append("Measured at ");
      text.append(
          rows.stream()
              .map(row -> row.line().commit())
              .distinct()
              .sorted()
              .collect(Collectors.joining(", ")));
      text.append(".\n");
      text.append("\n### Leaks\n").append(Row.HEAD);
      rows.stream().filter(row -> row.truth().leak()).forEach(row -> text.append(row.markdown()));
      text.append("\n### Look-alikes\n").append(Row.HEAD);
      rows.stream().filter(row -> !row.truth().leak()).forEach(row -> text.append(row.markdown()));
      text.append("\n### What is not right, in the words of the verdict\n\n");
      rows.stream().filter(Row::wrong).forEach(row -> text.append(row.complaint()));
    }
    return text.toString();
  }

  private static String summary(List<Row> rows) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    rows.forEach(row -> counts.merge(row.outcome(), 1, Integer::sum));
    long named = rows.stream().filter(Row::convicted).count();
    return String.format(
        Locale.ROOT,
        "%n%d cases, %d of them leaks: %d right, %d warned of, %d undecided, %d leaks missed, %d false LEAK, %d"
            + " without a verdict.%nOf %d leaks that were convicted or warned of, the culprit is the first suspect of"
            + " %d and among the first three of %d (the class that grows, in %d); the slope is within 10%% or 20 B of the truth in %d.%n",
        rows.size(),
        rows.stream().filter(row -> row.truth().leak()).count(),
        counts.getOrDefault(Outcome.RIGHT, 0),
        counts.getOrDefault(Outcome.WARNED, 0),
        counts.getOrDefault(Outcome.UNDECIDED, 0),
        counts.getOrDefault(Outcome.MISSED, 0),
        counts.getOrDefault(Outcome.FALSE_LEAK, 0),
        counts.getOrDefault(Outcome.NO_VERDICT, 0),
        named,
        rows.stream().filter(row -> row.convicted() && row.rank() == 1).count(),
        rows.stream().filter(row -> row.convicted() && row.named(row.truth().culprit())).count(),
        rows.stream().filter(row -> row.convicted() && row.named(row.truth().grows())).count(),
        rows.stream().filter(row -> row.convicted() && row.slopeIsRight()).count());
  }

  /** One case with its last run. */
  private record Row(Truth truth, RunLine line) {
    static final String HEAD =
        """

        | case | what it does | verdict | is | slope | truth | suspects | culprit | requests | time |
        |---|---|---|---|---:|---:|---|---|---:|---:|
        """;

    /** The packages before the name of a class, wherever in a text. */
    private static final Pattern PACKAGES = Pattern.compile("\\b(?:[a-z_0-9]+\\.)+(?=[A-Z])");

    private static final int MOST_REASON = 240;
    private static final double SHARE = 0.1;
    private static final double LEAST = 20;

    Outcome outcome() {
      return Outcome.of(truth, line.verdict());
    }

    boolean convicted() {
      return truth.leak() && (outcome() == Outcome.RIGHT || outcome() == Outcome.WARNED);
    }

    int rank() {
      return line.rank(truth.culprit());
    }

    boolean named(List<String> names) {
      int rank = line.rank(names);
      return rank >= 1 && rank <= 3;
    }

    boolean wrong() {
      return outcome() != Outcome.RIGHT || (truth.leak() && !named(truth.culprit()));
    }

    String complaint() {
      String what = outcome() == Outcome.RIGHT ? "culprit not named" : outcome().words();
      String reason = line.reason().replace('\n', ' ');
      return String.format(
          "- `%s`: %s. %s%n",
          truth.name(),
          what,
          reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON) + "…");
    }

    boolean slopeIsRight() {
      boolean pieces =
          truth.memory() == Truth.Memory.THREADS || truth.memory() == Truth.Memory.DESCRIPTORS;
      double most = Math.max(SHARE * line.truth(), pieces ? 0 : LEAST);
      return Math.abs(line.slope() - line.truth()) <= most;
    }

    String markdown() {
      List<String> shown =
          line.names().stream()
              .map(name -> "`" + PACKAGES.matcher(name.split(",", 2)[0]).replaceAll("") + "`")
              .toList();
      return String.format(
          Locale.ROOT,
          "| `%s` | %s | %s | %s | %s | %s | %s | %s | %,d | %,.0f s |%n",
          truth.name(),
          truth.story(),
          line.verdict(),
          outcome().words(),
          number(line.slope()),
          truth.leak() ? number(line.truth()) : "",
          String.join(", ", shown),
          truth.leak() ? (rank() == 0 ? "not named" : "no. " + rank()) : "",
          line.requests(),
          line.seconds());
    }

    private static String number(double value) {
      if (!Double.isFinite(value)) {
        return "none";
      }
      return String.format(Locale.ROOT, Math.abs(value) < 10 ? "%,.2f" : "%,.0f", value);
    }
  }
}
