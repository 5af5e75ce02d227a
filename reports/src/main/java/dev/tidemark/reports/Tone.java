package dev.tidemark.reports;

import dev.tidemark.model.Verdict;

/** How a verdict looks on a page: a colour, and a symbol for whoever sees no colours. */
enum Tone {
  LEAK("leak"),
  OK("ok"),
  WARN("warn");

  private final String css;

  Tone(String css) {
    this.css = css;
  }

  static Tone of(Verdict.Kind kind) {
    return switch (kind) {
      case LEAK, CRASHED -> LEAK;
      case PLATEAU -> OK;
      case GROWING, INCONCLUSIVE, FILLING -> WARN;
    };
  }

  String css() {
    return css;
  }

  /** The verdict's symbol and word, as HTML. */
  static String words(Verdict.Kind kind) {
    String symbol =
        switch (kind) {
          case LEAK -> "▲";
          case CRASHED -> "✖";
          case PLATEAU -> "✓";
          case GROWING -> "△";
          case FILLING -> "◐";
          case INCONCLUSIVE -> "?";
        };
    return "<span aria-hidden=\"true\">" + symbol + "</span> " + kind.name();
  }

  /** A badge with the verdict, as HTML. */
  static String badge(Verdict.Kind kind) {
    return "<span class=\"badge tone-" + of(kind).css + "\">" + words(kind) + "</span>";
  }

  /** A smaller badge, as HTML; without a colour where the series is shown only. */
  static String lesserBadge(Verdict.Kind kind, boolean convicts) {
    String tone = convicts ? of(kind).css : "mute";
    return "<span class=\"badge lesser tone-" + tone + "\">" + words(kind) + "</span>";
  }
}
