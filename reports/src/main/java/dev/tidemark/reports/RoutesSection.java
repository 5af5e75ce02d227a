package dev.tidemark.reports;

import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;

/** Which of several routes leave something behind: one verdict each. */
final class RoutesSection {
  private RoutesSection() {}

  static String html(RunVerdict verdict) {
    StringBuilder rows = new StringBuilder();
    for (TargetVerdict target : verdict.targets()) {
      RoutePhrases.sorted(target).forEach(route -> rows.append(row(target.name(), route)));
    }
    if (rows.isEmpty()) {
      return "";
    }
    return """
    <section class="long">
    <h2>Routes</h2>
    <p class="soft small">Their shares of the requests varied from round to round, so that what each \
    leaves behind can be told from the others.</p>
    <div class="card scroll">
    <table class="stack">
    <thead><tr><th scope="col">target</th><th scope="col">route</th><th scope="col">verdict</th>\
    <th scope="col" class="number">requests</th><th scope="col" class="number">growth each</th>\
    <th scope="col" class="number">ruled out</th></tr></thead>
    <tbody>
    %s</tbody></table>
    </div>
    </section>
    """
        .formatted(rows);
  }

  private static String row(String arm, RouteVerdict route) {
    return """
    <tr><th scope="row">%s</th><td class="name"><code>%s</code></td><td><strong>%s</strong><br>\
    <span class="soft small">%s</span></td>\
    <td class="number" data-label="requests">%s</td>\
    <td class="number" data-label="growth each">%s</td>\
    <td class="number" data-label="ruled out">%s</td></tr>
    """
        .formatted(
            Escaped.html(arm),
            Escaped.html(route.route()),
            RoutePhrases.word(route),
            Escaped.html(route.verdict().reason()),
            Phrases.count(route.requests()),
            route
                .slope()
                .map(
                    slope ->
                        Escaped.html(Phrases.growth(route.unit(), slope))
                            + "<br><span class=\"soft small\">"
                            + Escaped.html(Phrases.interval(route.unit(), slope))
                            + "</span>")
                .orElse("not told apart"),
            route.reached().isPresent()
                ? Escaped.html(RoutePhrases.atMost(route)) + " or more"
                : "nothing");
  }
}
