package dev.tidemark.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.model.SeriesVerdict.FittedLine;
import dev.tidemark.model.Unit;
import java.util.Locale;

/** The charts of one page: what the page's script will draw, and the places where it does. */
final class ChartSheet {
  private static final double LEAST_SPAN = 0.25;
  private final ArrayNode charts = JsonNodeFactory.instance.arrayNode();

  /**
   * A new, empty chart.
   *
   * @param x {@code count}, {@code s}, {@code percentile} or {@code run}
   * @param unit of y: a unit's code, {@code ms} or {@code %}
   * @param height in pixels
   */
  Chart add(String x, String unit, int height) {
    String id = "chart-" + (charts.size() + 1);
    ObjectNode spec = charts.addObject();
    spec.put("id", id).put("x", x).put("unit", unit).put("height", height);
    spec.put("leastSpan", 0.0);
    return new Chart(id, spec, spec.putArray("series"));
  }

  static String unit(Unit unit) {
    return unit == Unit.BYTES ? "By" : "count";
  }

  /** All charts, safe to stand inside a script element. */
  String json() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    all.set("charts", charts);
    return Escaped.json(all);
  }

  /** One chart; {@code spec} may be extended before the page is rendered. */
  record Chart(String id, ObjectNode spec, ArrayNode series) {

    /** Adds a line or, with {@code marks}, points. */
    ObjectNode line(String name, String colour, Points all, boolean marks) {
      Points points = all.thinned(Points.MOST);
      ObjectNode one = series.addObject().put("name", name).put("colour", colour);
      one.put("marks", marks);
      ArrayNode x = one.putArray("x");
      ArrayNode y = one.putArray("y");
      for (int i = 0; i < points.length(); i++) {
        x.add(points.x()[i]);
        y.add(points.y()[i]);
      }
      spec.put("leastSpan", Math.max(spec.get("leastSpan").asDouble(), LEAST_SPAN * points.max()));
      return one;
    }

    static void fit(ObjectNode line, FittedLine fitted) {
      line.putObject("line")
          .put("x0", fitted.x0())
          .put("y0", fitted.y0())
          .put("x1", fitted.x1())
          .put("y1", fitted.y1())
          .put("half", fitted.halfWidth());
    }

    /**
     * The place of the chart, as HTML.
     *
     * @param text what the chart shows, in words
     */
    String place(String text) {
      return String.format(
          Locale.ROOT,
          """
          <div class="chart%s" id="%s" role="img" aria-label="%s"></div>
          """,
          spec.get("height").asInt() > 300 ? " big" : "",
          id,
          Escaped.html(text));
    }

    /** A line under the chart that shows the values at the pointer. */
    String readout(String idle) {
      String safe = Escaped.html(idle);
      return "<p class=\"readout\" id=\""
          + id
          + "-readout\" data-idle=\""
          + safe
          + "\" aria-hidden=\"true\">"
          + safe
          + "</p>\n";
    }
  }
}
