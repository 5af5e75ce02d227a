package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Tick;
import dev.tidemark.stats.ColumnFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The floors of one stage, or of the rounds, for one series. The arrays have one length. */
final class StageFloors {
  private final double[] seconds;
  private final double[] ended;
  private final double[] values;

  /**
   * @param seconds the monotonic clock
   * @param ended requests, cumulative
   * @param values in the unit of the series
   */
  StageFloors(double[] seconds, double[] ended, double[] values) {
    this.seconds = seconds;
    this.ended = ended;
    this.values = values;
  }

  double[] seconds() {
    return seconds;
  }

  double[] ended() {
    return ended;
  }

  double[] values() {
    return values;
  }

  static StageFloors of(Stage stage, String series, List<Tick> ticks) {
    return of(ticks.stream().filter(tick -> tick.kind() == stage.floor()).toList(), series);
  }

  /** Those of the last long segment of rounds. */
  static StageFloors ofRounds(String series, List<Tick> ticks) {
    return of(FloorSeries.lastSegmentOf(ticks).floors(), series);
  }

  /** Those of all rounds, from the very first floor on. */
  static StageFloors ofAllRounds(String series, List<Tick> ticks) {
    return of(ticks.stream().filter(tick -> tick.kind() == Tick.Kind.FLOOR).toList(), series);
  }

  private static StageFloors of(List<Tick> ticks, String series) {
    List<Tick> floors = new ArrayList<>();
    List<MemorySample> samples = new ArrayList<>();
    for (Tick tick : ticks) {
      MemorySample sample = tick.samples().get(series);
      if (sample != null) {
        floors.add(tick);
        samples.add(sample);
      }
    }
    return new StageFloors(
        floors.stream().mapToDouble(tick -> tick.nanos() / 1e9).toArray(),
        floors.stream().mapToDouble(tick -> tick.counts().ended()).toArray(),
        samples.stream().mapToDouble(MemorySample::value).toArray());
  }

  int length() {
    return values.length;
  }

  boolean isEmpty() {
    return values.length == 0;
  }

  /** From the first floor to the last; 0 where no request ended between them. */
  double gainedPerRequest() {
    int last = length() - 1;
    double requests = last > 0 ? ended[last] - ended[0] : 0;
    return requests > 0 ? (values[last] - values[0]) / requests : 0;
  }

  /** Those from an index on. */
  StageFloors from(int start) {
    return between(Math.min(start, length()), length());
  }

  StageFloors between(int start, int end) {
    return new StageFloors(
        Arrays.copyOfRange(seconds, start, end),
        Arrays.copyOfRange(ended, start, end),
        Arrays.copyOfRange(values, start, end));
  }

  /** A line through the values against the seconds or the requests. */
  static double[][] line(double[] x) {
    double[][] rows = new double[x.length][2];
    for (int i = 0; i < x.length; i++) {
      rows[i][0] = 1;
      rows[i][1] = x[i] - x[0];
    }
    return rows;
  }

  /**
   * The deviation of a floor about a line through the second half of the rounds: what a reading
   * wanders within tens of rounds, and at least the noise of a single reading. The line is one of
   * requests or of time, whichever is closer: what time drives is none of requests where rounds
   * grow. Absent where the rounds are too few.
   */
  static Optional<Double> noise(SeriesVerdict series, List<Tick> ticks) {
    StageFloors rounds = ofRounds(series.name(), ticks);
    StageFloors half = rounds.from(rounds.length() / 2);
    return half.length() < FloorSeries.FEWEST
        ? Optional.empty()
        : Stream.of(half.ended(), half.seconds())
            .flatMap(x -> ColumnFit.ofLevels(line(x), half.values()).stream())
            .map(fit -> Math.max(series.noise(), deviation(fit.residuals())))
            .min(Comparator.naturalOrder());
  }

  static double deviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }
}
