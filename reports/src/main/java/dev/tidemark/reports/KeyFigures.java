package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.Optional;

/** The card of one target: its verdict, the reason, and the figures that matter. */
final class KeyFigures {
  private final StringBuilder figures = new StringBuilder();

  private KeyFigures() {}

  static String card(TargetVerdict target) {
    KeyFigures card = new KeyFigures();
    card.fill(target);
    StringBuilder html = new StringBuilder();
    html.append("<article class=\"card\">\n<div class=\"cardhead\"><h2>")
        .append(Escaped.html(target.name()))
        .append("</h2>")
        .append(Tone.badge(target.verdict().kind()))
        .append("</div>\n<p class=\"growth\">")
        .append(Escaped.html(headline(target)))
        .append("</p>\n<p>")
        .append(Escaped.html(Phrases.sentence(target.verdict().reason())))
        .append("</p>\n");
    SizingPhrases.warning(target)
        .ifPresent(
            text ->
                html.append(
                        "<p class=\"warning tone-warn\"><strong>Too small for its load:</strong> ")
                    .append(Escaped.html(text))
                    .append(".</p>\n"));
    target
        .expected()
        .ifPresent(
            expected ->
                html.append("<p class=\"small soft\">Expected: ")
                    .append(expected.name())
                    .append(target.asExpected() ? " (as it came)" : ", <strong>not met</strong>")
                    .append("</p>\n"));
    html.append("<dl class=\"figures\">\n").append(card.figures).append("</dl>\n");
    if (!target.notes().isEmpty()) {
      html.append("<ul class=\"notes small\">\n");
      target.notes().forEach(n -> html.append("<li>").append(Escaped.html(n)).append("</li>\n"));
      html.append("</ul>\n");
    }
    return html.append("</article>\n").toString();
  }

  /** The one figure to remember. */
  private static String headline(TargetVerdict target) {
    Optional<SeriesVerdict> telling = Phrases.telling(target);
    if (telling.isEmpty()) {
      return "nothing was measured";
    }
    SeriesVerdict series = telling.get();
    if (target.verdict().kind() == Verdict.Kind.PLATEAU && series.reached().isPresent()) {
      return "no leak of "
          + Phrases.amount(series, series.reached().getAsDouble())
          + " per request or more";
    }
    return ModePhrases.growth(target)
        .or(() -> series.slope().map(slope -> Phrases.growth(series, slope)))
        .orElse("no growth could be fitted");
  }

  private void fill(TargetVerdict target) {
    Phrases.telling(target).ifPresent(this::slope);
    ModePhrases.of(target).forEach(this::mode);
    target
        .requestsToLimit()
        .ifPresent(
            range ->
                figure(
                    SizingPhrases.limit(target)
                        .filter(limit -> target.sizing().first().isPresent())
                        .map(limit -> "Until the " + limit)
                        .orElse("Until the limit"),
                    Phrases.requests(range),
                    target
                        .secondsToLimit()
                        .map(seconds -> Phrases.time(seconds) + " at " + SizingPhrases.rate(target))
                        .orElse("")));
    target
        .sizing()
        .secondsBetweenRestarts()
        .ifPresent(
            period ->
                figure(
                    "Restart needed every",
                    Phrases.time(period),
                    target
                        .sizing()
                        .growthPerHour()
                        .map(g -> Phrases.growth(Unit.BYTES, g) + " per hour")
                        .orElse("")));
    SizingPhrases.death(target).ifPresent(text -> figure("Driven on", text, ""));
    target.suspects().stream()
        .findFirst()
        .ifPresent(s -> figure("Held by", s.name(), Phrases.perRequest(s), "<div class=\"wide\">"));
    target
        .limit()
        .ifPresent(limit -> figure("Limit", limit.size().toString(), "from " + limit.source()));
    target.lastFloor().ifPresent(b -> figure("Live set at the end", ByteSize.format(b), ""));
    target.peakBytes().ifPresent(b -> figure("Peak under load", ByteSize.format(b), ""));
    target
        .sizing()
        .liveUnderLoad()
        .ifPresent(
            b ->
                figure(
                    "Peak live set",
                    ByteSize.format(b),
                    "at " + target.sizing().inFlight() + " in flight"));
    target
        .sizing()
        .recommended()
        .ifPresent(
            limit ->
                figure("A limit that is enough", SizingPhrases.whole(limit.size()), limit.rule()));
    target
        .safeInFlight()
        .ifPresent(
            safe ->
                figure(
                    "Safe up to",
                    Phrases.count(safe) + " requests in flight",
                    target
                        .perInFlight()
                        .map(slope -> ByteSize.format(slope.perRequest()) + " each")
                        .orElse("")));
    figure(
        "Requests served",
        Phrases.count(target.requests()),
        target.requestsPerSecond() > 0
            ? "at " + Phrases.rate(target.requestsPerSecond()) + " under load"
            : "");
  }

  /** Such as {@code aborted: flat, detectable 45 B}. */
  private void mode(String sentence) {
    int colon = sentence.indexOf(": ");
    figure(Phrases.begun(sentence.substring(0, colon)), sentence.substring(colon + 2), "");
  }

  private void slope(SeriesVerdict series) {
    series
        .slope()
        .ifPresent(
            slope ->
                figure(
                    "Growth per request",
                    Phrases.growth(series, slope).replace(" per request", ""),
                    Phrases.interval(series.unit(), slope)));
    boolean grows =
        series.slope().map(slope -> slope.interval().low() > series.sensitivity()).orElse(false);
    if (series.reached().isPresent() && !grows) {
      figure(
          "Smallest leak ruled out",
          Phrases.amount(series, series.reached().getAsDouble()),
          "asked: " + Phrases.amount(series, series.sensitivity()));
    } else {
      figure("Asked to find", Phrases.amount(series, series.sensitivity()), "per request");
    }
    if (!grows) {
      series
          .detectable()
          .ifPresent(
              least ->
                  figure(
                      "Would show",
                      Phrases.amount(series, least),
                      series.convictable().isPresent()
                          ? "and convict "
                              + Phrases.amount(series, series.convictable().getAsDouble())
                          : "per request"));
    }
  }

  private void figure(String name, String value, String detail) {
    figure(name, value, detail, "<div>");
  }

  private void figure(String name, String value, String detail, String open) {
    figures
        .append(open)
        .append("<dt>")
        .append(Escaped.html(name))
        .append("</dt><dd>")
        .append(open.contains("wide") ? Escaped.dotted(value) : Escaped.html(value));
    if (!detail.isEmpty()) {
      figures.append(" <span>").append(Escaped.html(detail)).append("</span>");
    }
    figures.append("</dd></div>\n");
  }
}
