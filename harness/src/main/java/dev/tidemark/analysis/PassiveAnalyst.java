package dev.tidemark.analysis;

import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.stats.PassiveDecision;
import dev.tidemark.stats.PassiveReadings;
import dev.tidemark.stats.PassiveTest;

/** The judge of a life whose heap nobody collected on purpose. */
final class PassiveAnalyst {
  private static final String ASK_FOR_FLOORS =
      "readings after forced full collections (floors) would tell";

  private final PassiveQuestion question;

  PassiveAnalyst(PassiveQuestion question) {
    this.question = question;
  }

  SeriesVerdict judge(Life life, RecordingAxis axis) {
    boolean collected =
        life.track(After.MAJOR).length() + life.track(After.MINOR).length() >= PassiveTest.FEWEST;
    PassiveReadings readings =
        collected
            ? merged(life.track(After.MAJOR), life.track(After.MINOR), axis)
            : unmarked(life.track(After.NOTHING), axis);
    double delta = question.ofPassive(axis, life);
    PassiveDecision decision = PassiveTest.of(delta, question.shares()).decide(readings);
    PassiveReasons reasons =
        new PassiveReasons(
            decision.shape(),
            axis,
            delta,
            question.allowance(),
            basis(decision, readings, collected),
            ASK_FOR_FLOORS);
    return RecordingFigures.of(
        collected ? "after_gc_bytes" : "used_bytes",
        reasons.verdict(decision.outcome()),
        decision.held(),
        axis,
        delta,
        decision.used());
  }

  private static String basis(
      PassiveDecision decision, PassiveReadings readings, boolean collected) {
    if (decision.basis() == PassiveDecision.Basis.MAJORS) {
      return decision.used() + " readings after major collections";
    }
    String what =
        readings.length()
            + (collected
                ? " readings after collections, " + majors(readings.majors()) + " major,"
                : " readings that follow no collection,");
    return decision.used() == readings.length()
        ? what
        : what + " the lowest of each of " + decision.used() + " windows,";
  }

  private static String majors(int count) {
    return (count == 0 ? "none" : String.valueOf(count)) + " of them";
  }

  private static PassiveReadings unmarked(Track track, RecordingAxis axis) {
    return new PassiveReadings(axis.of(track), track.bytes(), new boolean[track.length()]);
  }

  private static PassiveReadings merged(Track majors, Track minors, RecordingAxis axis) {
    int n = majors.length() + minors.length();
    double[] majorTimes = majors.seconds();
    double[] minorTimes = minors.seconds();
    double[] majorX = axis.of(majors);
    double[] minorX = axis.of(minors);
    double[] majorY = majors.bytes();
    double[] minorY = minors.bytes();
    double[] x = new double[n];
    double[] y = new double[n];
    boolean[] major = new boolean[n];
    int a = 0;
    int b = 0;
    for (int i = 0; i < n; i++) {
      boolean next =
          b == minors.length() || (a < majors.length() && majorTimes[a] <= minorTimes[b]);
      major[i] = next;
      x[i] = next ? majorX[a] : minorX[b];
      y[i] = next ? majorY[a++] : minorY[b++];
    }
    return new PassiveReadings(x, y, major);
  }
}
