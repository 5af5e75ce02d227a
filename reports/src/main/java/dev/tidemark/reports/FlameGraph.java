package dev.tidemark.reports;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.model.ByteSize;
import java.util.List;
import java.util.Locale;

/**
 * A tree of stacks as a drawing: a bar for each method, as wide as its share of the bytes, under
 * the one that called it.
 */
final class FlameGraph {
  private static final int HEIGHT = 19;

  /** A bar that would be narrower, in percent, is not drawn. */
  private static final double NARROWEST = 0.15;

  private final FlameTree root;
  private final StringBuilder bars = new StringBuilder();
  private int rows;

  private FlameGraph(FlameTree root) {
    this.root = root;
  }

  /** The drawing, without scripts and without styles of its own. */
  static String svg(FlameTree root, String label) {
    FlameGraph graph = new FlameGraph(root);
    graph.draw(root, 0, 0);
    return """
    <svg class="flame" role="img" aria-label="%s" width="100%%" height="%d">
    %s</svg>
    """
        .formatted(Escaped.html(label), graph.rows * HEIGHT, graph.bars);
  }

  private void draw(FlameTree node, double left, int row) {
    double width = root.bytes() > 0 ? 100 * node.bytes() / root.bytes() : 0;
    if (width < NARROWEST) {
      return;
    }
    rows = Math.max(rows, row + 1);
    String name = Escaped.html(node.label());
    bars.append(
        String.format(
            Locale.ROOT,
            "<svg x=\"%.3f%%\" y=\"%d\" width=\"%.3f%%\" height=\"%d\"><title>%s: %s, %.1f%%</title>"
                + "<rect class=\"%s\" width=\"100%%\" height=\"%d\"/><text x=\"3\" y=\"13\">%s"
                + "</text></svg>\n",
            left,
            row * HEIGHT,
            width,
            HEIGHT,
            name,
            ByteSize.format(node.bytes()),
            width,
            tone(node.label()),
            HEIGHT - 1,
            Escaped.html(brief(node.label()))));
    double at = left;
    List<FlameTree> inner = node.inner();
    for (FlameTree one : inner) {
      draw(one, at, row + 1);
      at += 100 * one.bytes() / root.bytes();
    }
  }

  /** Native code, the platform's Java, or the application's. */
  private String tone(String label) {
    if (label.equals(root.label())) {
      return "whole";
    }
    return isNative(label) ? "native" : ClassNames.ofApplication(label) ? "own" : "platform";
  }

  private static boolean isNative(String label) {
    return label.endsWith(")");
  }

  /** A method with its class alone. */
  private static String brief(String label) {
    if (isNative(label)) {
      return label;
    }
    int method = label.lastIndexOf('.');
    return label.substring(label.lastIndexOf('.', method - 1) + 1);
  }
}
