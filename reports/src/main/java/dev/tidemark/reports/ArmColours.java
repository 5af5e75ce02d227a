package dev.tidemark.reports;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import java.util.List;

/**
 * Which colour and which mark stand for which target. Verdict colours are used while they tell the
 * targets apart; marks always do.
 */
final class ArmColours {
  private static final String[] MARKS = {
    "<circle cx=\"7\" cy=\"7\" r=\"5\"/>",
    "<rect x=\"2\" y=\"2\" width=\"10\" height=\"10\"/>",
    "<path d=\"M7 1 13 12H1Z\"/>",
    "<path d=\"M7 0 14 7 7 14 0 7Z\"/>"
  };

  private ArmColours() {}

  /** The name of a colour of the style sheet. */
  static String of(RunVerdict run, String arm) {
    List<TargetVerdict> targets = run.targets();
    long tones = targets.stream().map(t -> Tone.of(t.verdict().kind())).distinct().count();
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).name().equals(arm)) {
        return tones == targets.size()
            ? Tone.of(targets.get(i).verdict().kind()).css()
            : "s" + (i % 4 + 1);
      }
    }
    return "s1";
  }

  static String legend(RunVerdict run, List<TargetVerdict> shown) {
    StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
    for (int i = 0; i < shown.size(); i++) {
      TargetVerdict target = shown.get(i);
      html.append("<li><svg class=\"")
          .append(of(run, target.name()))
          .append("\" viewBox=\"0 0 14 14\" aria-hidden=\"true\" fill=\"currentColor\">")
          .append(MARKS[i % MARKS.length])
          .append("</svg>")
          .append(Escaped.html(target.name()))
          .append("</li>\n");
    }
    return html.append("</ul>\n").toString();
  }
}
