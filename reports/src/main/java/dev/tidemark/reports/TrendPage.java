package dev.tidemark.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The growth of every target, run by run, as one HTML page with links to the reports. */
public final class TrendPage {
  private final Path file;
  private final ChartSheet charts = new ChartSheet();

  private TrendPage(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  /** Writes the page; links are relative to where it lies. */
  public static void write(Path file, List<TrendEntry> entries) throws IOException {
    Files.write(file, render(file, entries).getBytes(StandardCharsets.UTF_8));
  }

  static String render(Path file, List<TrendEntry> entries) {
    return new TrendPage(file).page(entries);
  }

  private String page(List<TrendEntry> entries) {
    List<TrendEntry.Judged> judged = new ArrayList<>();
    List<TrendEntry.Unreadable> unreadable = new ArrayList<>();
    for (TrendEntry entry : entries) {
      if (entry instanceof TrendEntry.Judged run) {
        judged.add(run);
      } else if (entry instanceof TrendEntry.Unreadable gap) {
        unreadable.add(gap);
      }
    }
    judged.sort(Comparator.comparing(TrendEntry.Judged::startedAt));
    StringBuilder body = new StringBuilder("<h1>Growth per request, run by run</h1>\n");
    body.append("<p class=\"soft\">").append(span(judged)).append("</p>\n");
    TargetHistory.of(judged).forEach(history -> body.append(section(history)));
    body.append(gaps(unreadable));
    return HtmlPage.render("Trend · Tidemark", body.toString(), charts);
  }

  private static String span(List<TrendEntry.Judged> judged) {
    if (judged.isEmpty()) {
      return "No run could be read.";
    }
    return Phrases.count(judged.size())
        + (judged.size() == 1 ? " run, " : " runs, from ")
        + Phrases.moment(judged.get(0).startedAt())
        + (judged.size() == 1
            ? ""
            : " to " + Phrases.moment(judged.get(judged.size() - 1).startedAt()));
  }

  private String section(TargetHistory history) {
    List<TargetHistory.Run> runs = history.runs();
    TargetHistory.Run last = runs.get(runs.size() - 1);
    return """
    <section class="long">
    <div class="cardhead"><h2>%s</h2><span>last: %s</span></div>
    <p>%s</p>
    %s
    <div class="card scroll"><table>
    <thead><tr><th scope="col">run</th><th scope="col">started</th><th scope="col">commit</th>\
    <th scope="col">verdict</th><th scope="col" class="number">growth per request</th>\
    <th scope="col" class="number">interval</th><th scope="col">held by</th></tr></thead>
    <tbody>
    %s</tbody></table></div>
    </section>
    """
        .formatted(
            Escaped.html(history.name()),
            Tone.badge(last.target().verdict()),
            Escaped.html(story(history)),
            chart(history),
            rows(history));
  }

  /** When it last got worse, in one sentence. */
  private static String story(TargetHistory history) {
    for (int i = history.runs().size() - 1; i > 0; i--) {
      if (history.jumped(i)) {
        TargetHistory.Run before = history.runs().get(i - 1);
        TargetHistory.Run now = history.runs().get(i);
        return "Growth jumped with run "
            + now.entry().run()
            + commit(now).map(c -> " at commit " + c).orElse("")
            + ": "
            + before.target().verdict()
            + growth(before).map(g -> " (" + g + ")").orElse("")
            + " before, "
            + now.target().verdict()
            + growth(now).map(g -> " (" + g + ")").orElse("")
            + " then.";
      }
    }
    return "No jump from one run to the next.";
  }

  private String chart(TargetHistory history) {
    List<TargetHistory.Run> fitted =
        history.runs().stream().filter(run -> run.slope().isPresent()).toList();
    if (fitted.isEmpty()) {
      return "<p class=\"soft\">No run has a slope to draw.</p>";
    }
    Unit unit = fitted.get(0).target().primary().orElseThrow().unit();
    ChartSheet.Chart chart = charts.add("run", ChartSheet.unit(unit), 280);
    chart.spec().put("xLabel", "run").put("zero", true);
    ArrayNode names = chart.spec().putArray("runs");
    history.runs().forEach(run -> names.add(label(run.entry())));
    double[] x = new double[fitted.size()];
    double[] y = new double[fitted.size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = history.runs().indexOf(fitted.get(i));
      y[i] = fitted.get(i).slope().orElseThrow().perRequest();
    }
    ObjectNode line = chart.line("growth", "s1", new Points(x, y), true);
    ArrayNode low = line.putArray("low");
    ArrayNode high = line.putArray("high");
    ArrayNode tones = line.putArray("tones");
    ArrayNode shapes = line.putArray("shapes");
    for (TargetHistory.Run run : fitted) {
      SlopeEstimate slope = run.slope().orElseThrow();
      low.add(finite(slope.interval().low(), slope));
      high.add(finite(slope.interval().high(), slope));
      Tone tone = Tone.of(run.target().verdict());
      tones.add(tone.css());
      shapes.add(tone == Tone.LEAK ? 2 : tone == Tone.OK ? 0 : 3);
    }
    ArrayNode moments = chart.spec().putArray("moments");
    for (int i = 0; i < history.runs().size(); i++) {
      if (history.jumped(i)) {
        TargetHistory.Run run = history.runs().get(i);
        moments
            .addObject()
            .put("x", i - 0.5)
            .put("text", run.target().verdict() + commit(run).map(c -> " at " + c).orElse(""));
      }
    }
    return "<figure class=\"card\">\n"
        + chart.place(history.name() + ", growth per request. " + story(history))
        + chart.readout("▲ leak or crash, ● plateau, ◆ neither; bars show the interval.")
        + "</figure>";
  }

  private static double finite(double end, SlopeEstimate slope) {
    return Double.isFinite(end) ? end : slope.perRequest();
  }

  private String rows(TargetHistory history) {
    StringBuilder rows = new StringBuilder();
    for (int i = history.runs().size() - 1; i >= 0; i--) {
      TargetHistory.Run run = history.runs().get(i);
      rows.append(history.jumped(i) ? "<tr class=\"jump\">" : "<tr>")
          .append("<th scope=\"row\" class=\"name\">")
          .append(link(run.entry()))
          .append("</th><td>")
          .append(Phrases.moment(run.entry().startedAt()))
          .append("</td><td><code>")
          .append(Escaped.html(commit(run).orElse("")))
          .append("</code></td><td>")
          .append(Tone.lesserBadge(run.target().verdict(), true))
          .append(history.jumped(i) ? " <strong>jump</strong>" : "")
          .append("</td><td class=\"number\">")
          .append(Escaped.html(growth(run).orElse("not fitted")))
          .append("</td><td class=\"number\">")
          .append(Escaped.html(interval(run).orElse("")))
          .append("</td><td class=\"name\">")
          .append(Escaped.html(run.target().suspect().orElse("")))
          .append("</td></tr>\n");
    }
    return rows.toString();
  }

  private String link(TrendEntry.Judged entry) {
    Path report = entry.folder().toAbsolutePath().normalize().resolve("report.html");
    String name = Escaped.html(entry.run());
    Path from = file.getParent();
    if (from == null || !Files.exists(report)) {
      return name;
    }
    String path =
        from.relativize(report).toString().replace(file.getFileSystem().getSeparator(), "/");
    try {
      return "<a href=\""
          + Escaped.html(new URI(null, null, "./" + path, null).toASCIIString())
          + "\">"
          + name
          + "</a>";
    } catch (URISyntaxException e) {
      return name;
    }
  }

  private static String gaps(List<TrendEntry.Unreadable> unreadable) {
    if (unreadable.isEmpty()) {
      return "";
    }
    StringBuilder html =
        new StringBuilder("<section class=\"long\">\n<h2>Could not be read</h2>\n<ul>\n");
    for (TrendEntry.Unreadable gap : unreadable) {
      html.append("<li class=\"name\"><code>")
          .append(Escaped.html(gap.folder().toString()))
          .append("</code>: ")
          .append(Escaped.html(gap.reason()))
          .append("</li>\n");
    }
    return html.append("</ul>\n</section>\n").toString();
  }

  private static Optional<String> commit(TargetHistory.Run run) {
    return run.entry().commit().map(c -> c.length() > 12 ? c.substring(0, 12) : c);
  }

  private static Optional<String> growth(TargetHistory.Run run) {
    return run.slope().map(s -> Phrases.growth(run.target().primary().orElseThrow().unit(), s));
  }

  private static Optional<String> interval(TargetHistory.Run run) {
    return run.slope().map(s -> Phrases.interval(run.target().primary().orElseThrow().unit(), s));
  }

  private static String label(TrendEntry.Judged entry) {
    return Phrases.moment(entry.startedAt()).substring(5, 16);
  }
}
