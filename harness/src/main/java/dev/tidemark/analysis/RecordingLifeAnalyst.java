package dev.tidemark.analysis;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import dev.tidemark.stats.WindowMedians;

/** The judge of one life of a recording: by its floors where it has enough of them. */
final class RecordingLifeAnalyst {
  static final int LEAST_FLOORS = 16;
  private static final String FLOORS = "floor_bytes";

  /** Fits cost more than the readings; longer tracks are thinned to this. */
  private static final int MOST_FLOORS = 360;

  private final PassiveQuestion question;

  RecordingLifeAnalyst(PassiveQuestion question) {
    this.question = question;
  }

  RecordingLife judge(int number, Life life) {
    RecordingAxis axis = RecordingAxis.of(life);
    Track floors = life.track(After.FORCED);
    if (floors.length() < LEAST_FLOORS) {
      SeriesVerdict judged = new PassiveAnalyst(question).judge(life, axis);
      return new RecordingLife(number, life, axis, judged, lowest(life));
    }
    WindowMedians thinned = WindowMedians.of(axis.of(floors), floors.bytes(), MOST_FLOORS);
    SeriesVerdict judged =
        axis == RecordingAxis.REQUESTS
            ? byRequests(thinned)
            : byHours(thinned, question.ofFloors(life));
    return new RecordingLife(number, life, axis, judged, floors);
  }

  private SeriesVerdict byRequests(WindowMedians floors) {
    return new SeriesAnalyst()
        .judge(
            new Series(FLOORS, MetricKind.LIVE_SET, Unit.BYTES, floors.x(), floors.y()),
            new Question(
                question.sensitivity(),
                question.allowance(),
                1,
                question.shares(),
                Looks.FIRST_PLATEAU,
                true));
  }

  private SeriesVerdict byHours(WindowMedians floors, double delta) {
    FloorDecision shape =
        FloorTest.of(Settings.atDelta(delta).sharedBy(question.shares()))
            .decide(floors.x(), floors.y());
    int count = floors.y().length;
    PassiveReasons reasons =
        new PassiveReasons(
            shape,
            RecordingAxis.HOURS,
            delta,
            question.allowance(),
            count + " floors",
            "a longer recording would tell");
    return RecordingFigures.of(
        FLOORS, reasons.verdict(shape.outcome()), shape, RecordingAxis.HOURS, delta, count);
  }

  private static Track lowest(Life life) {
    Track majors = life.track(After.MAJOR);
    if (majors.length() > 0) {
      return majors;
    }
    Track minors = life.track(After.MINOR);
    return minors.length() > 0 ? minors : life.track(After.NOTHING);
  }
}
