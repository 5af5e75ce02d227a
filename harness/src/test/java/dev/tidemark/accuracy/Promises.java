package dev.tidemark.accuracy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is promised of the cells in scope, and which of it a cell breaks. */
final class Promises {
  private static final double RARE = 0.001;
  private static final double COVERED = 0.93;
  private static final double WIDEST = 1.5;
  private static final double CONVICTED = 0.999;
  private static final double CONVICTABLE = 170;
  private static final double OF_REFERENCE = 0.5;

  private Promises() {}

  static List<String> brokenBy(Cell cell, Tally tally) {
    List<String> broken = new ArrayList<>();
    if (!cell.inScope() || !cell.promised()) {
      return broken;
    }
    if (cell instanceof Convicting) {
      if (tally.leak() < CONVICTED * tally.runs()) {
        broken.add(say("LEAK %.2f%% at the printed convictable", tally.leak(), tally));
      }
      Answer.Convictable growth = tally.convictable();
      if (growth.units() > Math.max(CONVICTABLE, OF_REFERENCE * growth.ofReference())) {
        broken.add(
            String.format(
                Locale.ROOT,
                "convictable %.0f U, by the reference %.0f U, in the oracle's errors %.0f",
                growth.units(),
                growth.ofReference(),
                growth.errors()));
      }
      return broken;
    }
    boolean leaking = cell.truth() == Truth.LEAKING;
    int wrong = leaking ? tally.plateau() : tally.leak();
    double upper = Binomial.upper(wrong, tally.runs());
    // with few runs the bound is above the promise even where nothing went wrong
    if (wrong > 0 && upper > RARE) {
      broken.add(
          String.format(
              Locale.ROOT,
              "%s %.3f%%, at most %.3f%%",
              leaking ? "silent miss" : "false LEAK",
              100.0 * wrong / tally.runs(),
              100 * upper));
    }
    boolean interval = cell.constantSlope() && tally.intervals() > 0;
    if (interval && tally.covered() < COVERED * tally.intervals()) {
      broken.add(
          String.format(
              Locale.ROOT, "interval covers %.1f%%", 100.0 * tally.covered() / tally.intervals()));
    }
    if (interval && tally.byCurve() > WIDEST) {
      broken.add(String.format(Locale.ROOT, "interval %.2f times the oracle's", tally.byCurve()));
    }
    if (!tally.referenceRequests().isEmpty()
        && tally.requests().median() > tally.referenceRequests().median()) {
      broken.add(
          String.format(
              Locale.ROOT,
              "decides after %,.0f requests, the reference after %,.0f",
              tally.requests().median(),
              tally.referenceRequests().median()));
    }
    return broken;
  }

  private static String say(String format, int count, Tally tally) {
    return String.format(Locale.ROOT, format, 100.0 * count / tally.runs());
  }
}
