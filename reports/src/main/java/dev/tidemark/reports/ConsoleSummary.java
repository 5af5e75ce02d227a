package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last lines on the terminal: at most five for each target, and a few for its routes where it
 * has several, then the gate and where the report is. No line is wider than 80 columns, but for a
 * path, which is never broken.
 */
public final class ConsoleSummary {
  private static final int WIDTH = 80;
  private static final int WIDEST_NAME = 16;
  private static final int MOST_REASON_LINES = 3;
  private static final int MOST_ROUTES = 6;

  private final RunVerdict run;
  private final boolean colour;
  private final int nameWidth;
  private final int verdictWidth;

  private ConsoleSummary(RunVerdict run, boolean colour) {
    this.run = run;
    this.colour = colour;
    int longestName = 8;
    int longestVerdict = 9;
    for (TargetVerdict target : run.targets()) {
      longestName = Math.max(longestName, clean(target.name()).length());
      longestVerdict = Math.max(longestVerdict, target.verdict().name().length());
    }
    nameWidth = Math.min(WIDEST_NAME, longestName) + 1;
    verdictWidth = longestVerdict + 1;
  }

  /** The lines without colours. */
  public static List<String> lines(RunVerdict run, String report) {
    return lines(run, report, false);
  }

  /**
   * The lines.
   *
   * @param report where the report is, as the reader should open it
   * @param colour whether the verdicts are coloured by ANSI sequences
   */
  public static List<String> lines(RunVerdict run, String report, boolean colour) {
    return new ConsoleSummary(run, colour).lines(report);
  }

  private List<String> lines(String report) {
    List<String> lines = new ArrayList<>();
    for (TargetVerdict target : run.targets()) {
      List<String> facts = facts(target);
      for (int i = 0; i < facts.size(); i++) {
        lines.add((i == 0 ? head(target) : " ".repeat(indent())) + facts.get(i));
      }
      routes(target).forEach(line -> lines.add(" ".repeat(indent()) + line));
    }
    ArmsTable.of(run)
        .filter(ArmsTable::hasBaseline)
        .ifPresent(table -> lines.addAll(sideBySide(table)));
    List<String> gate = wrap(Phrases.gate(run) + ": " + run.reason(), WIDTH - nameWidth, 3);
    for (int i = 0; i < gate.size(); i++) {
      lines.add(pad(i == 0 ? "gate" : "", nameWidth) + gate.get(i));
    }
    lines.add(pad("report", nameWidth) + report);
    return List.copyOf(lines);
  }

  private int indent() {
    return nameWidth + verdictWidth;
  }

  private String head(TargetVerdict target) {
    String name = pad(ShortName.fit(clean(target.name()), nameWidth - 1), nameWidth);
    String word = target.verdict().name();
    String gap = " ".repeat(verdictWidth - word.length());
    return name + (colour ? paint(target.verdict().kind(), word) : word) + gap;
  }

  private List<String> facts(TargetVerdict target) {
    List<String> facts = new ArrayList<>();
    SeriesVerdict series = Phrases.telling(target).orElse(null);
    int width = WIDTH - indent();
    switch (target.verdict().kind()) {
      case LEAK, GROWING -> {
        boolean byMode = ModePhrases.driver(target).isPresent();
        if (byMode) {
          facts.addAll(modes(target, 3));
        } else if (series == null || series.slope().isEmpty()) {
          facts.addAll(reason(target));
        } else {
          facts.addAll(wrap(slope(series), width, 2));
        }
        facts.addAll(untilLimit(target));
        SizingPhrases.death(target).ifPresent(facts::add);
        SizingPhrases.restart(target).ifPresent(facts::add);
        facts.addAll(heldBy(target, series));
        facts.addAll(byMode ? List.of() : modes(target, 2));
      }
      case PLATEAU -> {
        if (series == null) {
          facts.addAll(reason(target));
        } else {
          facts.addAll(wrap(Phrases.ruledOut(series), width, 1));
        }
        warning(target, facts);
        facts.addAll(modes(target, 2));
        facts.addAll(needs(target));
      }
      case CRASHED -> {
        facts.addAll(reason(target));
        facts.addAll(untilLimit(target));
        target.suspects().stream().findFirst().ifPresent(s -> facts.addAll(heldBy(s)));
      }
      case INCONCLUSIVE, FILLING -> {
        facts.addAll(reason(target));
        warning(target, facts);
        if (target.verdict().kind() == Verdict.Kind.INCONCLUSIVE) {
          facts.addAll(least(series, width));
        } else {
          facts.addAll(needs(target));
        }
        facts.addAll(modes(target, 2));
        if (series != null && series.slope().isPresent()) {
          facts.addAll(wrap("seen: " + slope(series), width, 2));
        }
      }
    }
    List<String> atMost = facts.size() > 5 ? facts.subList(0, 5) : facts;
    if (target.asExpected()) {
      return atMost;
    }
    String expected = "expected " + target.expected().map(Enum::name).orElseThrow();
    List<String> surprising = new ArrayList<>(atMost.size() == 5 ? atMost.subList(0, 4) : atMost);
    surprising.add(expected);
    return surprising;
  }

  /** What each mode leaves, where several were tried. */
  private List<String> modes(TargetVerdict target, int most) {
    List<String> modes = ModePhrases.of(target);
    return modes.isEmpty() ? List.of() : wrap(String.join("; ", modes), WIDTH - indent(), most);
  }

  private List<String> reason(TargetVerdict target) {
    return wrap(target.verdict().reason(), WIDTH - indent(), MOST_REASON_LINES);
  }

  private static String slope(SeriesVerdict series) {
    return series
        .slope()
        .map(
            slope ->
                Phrases.growth(series, slope) + " (" + Phrases.interval(series.unit(), slope) + ")")
        .orElse("");
  }

  /** Two arms under the same traffic, in four columns; what does not fit is shortened. */
  private static List<String> sideBySide(ArmsTable table) {
    List<String> lines = new ArrayList<>();
    lines.add(columns("", table.before().name(), table.after().name(), "change"));
    for (ArmsTable.Row row : table.rows()) {
      if (!row.change().isEmpty()) {
        lines.add(columns(row.what(), row.before(), row.after(), row.change()));
      }
    }
    return lines;
  }

  private static String columns(String what, String before, String after, String change) {
    return (pad(what, 27)
            + pad(ShortName.fit(clean(before), 11), 12)
            + pad(ShortName.fit(clean(after), 11), 12)
            + ShortName.fit(clean(change).replace(", 95%)", ")"), 29))
        .stripTrailing();
  }

  /** One line for each route, those that grow first. */
  private List<String> routes(TargetVerdict target) {
    List<String> lines = new ArrayList<>();
    List<RouteVerdict> sorted = RoutePhrases.sorted(target);
    for (RouteVerdict route : sorted) {
      if (lines.size() == MOST_ROUTES) {
        lines.add("and " + (sorted.size() - MOST_ROUTES) + " more routes");
        break;
      }
      lines.addAll(wrap(RoutePhrases.brief(route), WIDTH - indent(), 1));
    }
    return lines;
  }

  /** What a load that does not fit means stands above all else but the verdict. */
  private void warning(TargetVerdict target, List<String> facts) {
    SizingPhrases.warning(target)
        .ifPresent(text -> facts.addAll(wrap("WARNING: " + text, WIDTH - indent(), 2)));
  }

  /** What leak would have shown, where nothing was shown. */
  private static List<String> least(@Nullable SeriesVerdict series, int width) {
    String text =
        Optional.ofNullable(series)
            .flatMap(SizingPhrases::shows)
            .orElse("no leak of any size would have shown");
    return wrap(text, width, 1);
  }

  private List<String> needs(TargetVerdict target) {
    List<String> needs = new ArrayList<>(inFlight(target));
    SizingPhrases.enough(target).ifPresent(text -> needs.addAll(wrap(text, WIDTH - indent(), 2)));
    return needs;
  }

  /** What requests hold while they last, and how many of them fit. */
  private List<String> inFlight(TargetVerdict target) {
    if (target.perInFlight().isEmpty() || target.safeInFlight().isEmpty()) {
      return List.of();
    }
    return together(
        ByteSize.format(target.perInFlight().get().perRequest()) + " held per request in flight,",
        "safe up to " + Phrases.count(target.safeInFlight().getAsLong()) + " in flight");
  }

  private List<String> untilLimit(TargetVerdict target) {
    Optional<String> limit = SizingPhrases.limit(target);
    if (target.requestsToLimit().isEmpty() || limit.isEmpty()) {
      return List.of();
    }
    String requests =
        limit.get() + " in " + target.requestsToLimit().map(Phrases::requests).orElseThrow();
    String time =
        target
            .secondsToLimit()
            .map(seconds -> "(" + Phrases.time(seconds) + " at " + rate(target) + ")")
            .orElse("");
    return together(requests, time);
  }

  private static String rate(TargetVerdict target) {
    return SizingPhrases.rate(target);
  }

  private List<String> heldBy(TargetVerdict target, @Nullable SeriesVerdict series) {
    if (!target.suspects().isEmpty()) {
      return heldBy(target.suspects().get(0));
    }
    return series != null && series.kind() == MetricKind.NATIVE
        ? List.of("held by native code: --profile names the calls")
        : List.of();
  }

  private List<String> heldBy(Suspect suspect) {
    String before = suspect.kind().equals("site") ? "made in " : "held by ";
    int room = WIDTH - indent() - before.length();
    return together(
        before + ShortName.fit(clean(suspect.name()), room), Phrases.perRequest(suspect));
  }

  /** Two parts on one line where they fit, else on two. */
  private List<String> together(String first, String second) {
    if (first.length() + 1 + second.length() <= WIDTH - indent()) {
      return List.of((first + " " + second).strip());
    }
    return List.of(first, second);
  }

  /**
   * Breaks at blanks; a word that is too long is shortened; what is left over ends in an ellipsis.
   */
  private static List<String> wrap(String text, int width, int mostLines) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : clean(text).split(" ", -1)) {
      String fitted = ShortName.fit(word, width);
      if (!line.isEmpty() && line.length() + 1 + fitted.length() > width) {
        if (lines.size() == mostLines - 1) {
          line.setLength(Math.min(line.length(), width - 1));
          lines.add(line.append('…').toString());
          return lines;
        }
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(fitted);
    }
    lines.add(line.toString());
    return lines;
  }

  /** One line, without anything a terminal would act on. */
  private static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String paint(Verdict.Kind kind, String word) {
    int code =
        switch (kind) {
          case LEAK, CRASHED -> 31;
          case PLATEAU -> 32;
          case GROWING, INCONCLUSIVE, FILLING -> 33;
        };
    return "\u001b[1;" + code + "m" + word + "\u001b[0m";
  }
}
