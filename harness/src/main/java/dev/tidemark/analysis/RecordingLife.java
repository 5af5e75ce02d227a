package dev.tidemark.analysis;

import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.Recording.Track;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SeriesVerdict.FittedLine;
import dev.tidemark.model.SlopeEstimate;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One life of a recording with the verdict on it.
 *
 * @param number counted from 1
 * @param readings that tell most of what is held
 */
record RecordingLife(
    int number, Life life, RecordingAxis axis, SeriesVerdict series, Track readings) {

  /** The growth per unit of the axis. */
  Optional<SlopeEstimate> slope() {
    return axis == RecordingAxis.REQUESTS ? series.slope() : series.rates().perHour();
  }

  /** What is held at the end, as far as the readings tell. */
  OptionalDouble now() {
    double[] bytes = readings.bytes();
    return bytes.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(bytes[bytes.length - 1]);
  }

  /** What a process of this kind holds when its growth begins. */
  OptionalDouble atStart() {
    Optional<FittedLine> line = series.line();
    return line.isPresent() ? OptionalDouble.of(line.get().y0()) : OptionalDouble.empty();
  }

  /** 0 where requests are not counted. */
  double requestsPerSecond() {
    return life.seconds() > 0 ? life.requests().orElse(0.0) / life.seconds() : 0;
  }

  RecordingLife with(SeriesVerdict other) {
    return new RecordingLife(number, life, axis, other, readings);
  }
}
