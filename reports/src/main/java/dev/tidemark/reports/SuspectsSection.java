package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import java.util.List;
import java.util.stream.Collectors;

/** Who holds the memory: the suspects of every target, strongest first. */
final class SuspectsSection {
  private SuspectsSection() {}

  /**
   * @param flames profiles that were drawn
   */
  static String html(RunVerdict verdict, List<FlamePage> flames) {
    StringBuilder rows = new StringBuilder();
    for (TargetVerdict target : verdict.targets()) {
      target.suspects().forEach(suspect -> rows.append(row(target.name(), suspect)));
    }
    if (rows.isEmpty() && flames.isEmpty()) {
      return "";
    }
    return """
    <section class="long">
    <h2>Who holds it</h2>
    %s%s</section>
    """
        .formatted(rows.isEmpty() ? "" : table(rows.toString()), links(flames));
  }

  private static String table(String rows) {
    return """
    <div class="card scroll">
    <table class="stack">
    <thead><tr><th scope="col">target</th><th scope="col">suspect</th>\
    <th scope="col" class="number">gained per request</th><th scope="col" class="number">bytes per \
    request</th><th scope="col">evidence and advice</th></tr></thead>
    <tbody>
    %s</tbody></table>
    </div>
    """
        .formatted(rows);
  }

  private static String links(List<FlamePage> flames) {
    if (flames.isEmpty()) {
      return "";
    }
    String all =
        flames.stream()
            .map(
                flame ->
                    "<a href=\"evidence/"
                        + Escaped.html(flame.file().getFileName().toString())
                        + "\">"
                        + Escaped.html(flame.arm() + ": " + flame.words())
                        + "</a>")
            .collect(Collectors.joining(" · "));
    return "<p>Flame graphs, readable for the owner of the run folder: " + all + "</p>\n";
  }

  private static String row(String arm, Suspect suspect) {
    return """
    <tr><th scope="row">%s</th><td class="name"><code>%s</code><br><span class="soft small">%s\
    </span></td><td class="number" data-label="gained per request">%s%s\
    </td><td class="number" data-label="bytes per request">%s</td><td>%s<br>%s</td></tr>
    """
        .formatted(
            Escaped.html(arm),
            Escaped.dotted(suspect.name()),
            Escaped.html(suspect.kind()),
            Phrases.perRequest(suspect).replace(" per request", ""),
            suspect.exact() ? "<br><span class=\"soft small\">exact in every round</span>" : "",
            suspect.bytesPerRequest() == 0 ? "–" : ByteSize.format(suspect.bytesPerRequest()),
            Escaped.html(suspect.evidence()),
            Escaped.html(suspect.advice()));
  }
}
