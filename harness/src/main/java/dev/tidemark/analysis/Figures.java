package dev.tidemark.analysis;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.ColumnFit;
import java.util.Locale;

/** Rates as estimates and in the words of findings. */
final class Figures {
  static final double LEVEL = 0.95;

  private static final double TAIL = (1 - LEVEL) / 2;

  private Figures() {}

  /** A coefficient with its 95% interval. */
  static SlopeEstimate estimate(ColumnFit fit, int column) {
    return estimate(fit.estimate(column), fit.lower(column, TAIL), fit.upper(column, TAIL));
  }

  static SlopeEstimate estimate(double value, double low, double high) {
    return new SlopeEstimate(
        value, new ConfidenceInterval(Math.min(low, value), Math.max(high, value), LEVEL));
  }

  /** {@code 51.2 KiB (50.9 KiB to 51.5 KiB)}. */
  static String withInterval(Unit unit, SlopeEstimate rate) {
    return amount(unit, rate.perRequest())
        + " ("
        + amount(unit, rate.interval().low())
        + " to "
        + amount(unit, rate.interval().high())
        + ")";
  }

  static String amount(Unit unit, double value) {
    return unit == Unit.COUNT
        ? String.format(Locale.ROOT, "%.3f", value)
        : unit.format(unit == Unit.BYTES ? Math.rint(value) : value);
  }
}
