package dev.tidemark.analysis;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * After how many requests growth set in.
 *
 * <p>Idea: level first, then a line, with the knee where the sum of squares is least, over the
 * floors of all rounds. It is told only where the knee lies well inside the run, and where the
 * level before it explains the floors far better than one line through all of them does.
 */
final class Onset {
  static final String SOURCE = "onset";

  private static final double INSIDE = 0.08;
  private static final int FEWEST = 16;

  /** One line through all must leave this many times the squares that the knee leaves. */
  private static final double BETTER = 4;

  /** Before the knee it grows by less than this share of the growth after it. */
  private static final double LEVEL = 0.1;

  private Onset() {}

  /** Absent where it grew from the start, or where that cannot be told. */
  static Optional<Finding> of(SeriesVerdict series, List<Tick> ticks) {
    List<Tick> floors =
        ticks.stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .filter(tick -> tick.samples().containsKey(series.name()))
            .toList();
    if (floors.size() < FEWEST) {
      return Optional.empty();
    }
    int skipped = (int) Math.ceil(INSIDE * floors.size());
    List<Tick> used = floors.subList(skipped, floors.size());
    double[] x = used.stream().mapToDouble(tick -> tick.counts().ended()).toArray();
    double[] y =
        used.stream()
            .flatMap(tick -> Optional.ofNullable(tick.samples().get(series.name())).stream())
            .mapToDouble(sample -> sample.value())
            .toArray();
    double first = x[0];
    double span = x[x.length - 1] - first;
    if (!(span > 0)) {
      return Optional.empty();
    }
    double whole = squares(x, y, first);
    double best = Double.MAX_VALUE;
    double knee = first;
    for (int i = 1; i < x.length - 1; i++) {
      double found = squares(x, y, x[i]);
      if (found < best) {
        best = found;
        knee = x[i];
      }
    }
    boolean inside = knee > first + INSIDE * span && knee < first + (1 - INSIDE) * span;
    double before = slope(x, y, first, knee);
    double after = slope(x, y, knee, x[x.length - 1]);
    if (!inside || whole < BETTER * best || !(after > 0) || Math.abs(before) > LEVEL * after) {
      return Optional.empty();
    }
    return Optional.of(
        new Finding(
            SOURCE,
            series.name(),
            Outcome.ATTRIBUTED,
            Optional.empty(),
            "request",
            String.format(
                Locale.ROOT,
                "it set in after about %,d requests and was flat before",
                Math.round(knee))));
  }

  /** What is left of the squares by a level up to the knee and a line after it. */
  private static double squares(double[] x, double[] y, double knee) {
    double n = x.length;
    double sumH = 0;
    double sumY = 0;
    for (int i = 0; i < x.length; i++) {
      sumH += Math.max(0, x[i] - knee);
      sumY += y[i];
    }
    double hh = 0;
    double hy = 0;
    double yy = 0;
    for (int i = 0; i < x.length; i++) {
      double h = Math.max(0, x[i] - knee) - sumH / n;
      double v = y[i] - sumY / n;
      hh += h * h;
      hy += h * v;
      yy += v * v;
    }
    return hh > 0 ? yy - hy * hy / hh : yy;
  }

  private static double slope(double[] x, double[] y, double from, double to) {
    double n = 0;
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] >= from && x[i] <= to) {
        n++;
        meanX += x[i];
        meanY += y[i];
      }
    }
    double xx = 0;
    double xy = 0;
    for (int i = 0; i < x.length; i++) {
      if (x[i] >= from && x[i] <= to) {
        xx += (x[i] - meanX / n) * (x[i] - meanX / n);
        xy += (x[i] - meanX / n) * (y[i] - meanY / n);
      }
    }
    return xx > 0 ? xy / xx : 0;
  }
}
