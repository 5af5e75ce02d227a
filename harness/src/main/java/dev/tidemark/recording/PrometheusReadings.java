package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import java.util.Optional;
import java.util.OptionalDouble;

/** The samples of one series of memory on their way into a recording. */
final class PrometheusReadings {
  private static final double GAP_STEPS = 5;

  private final Rows rows;
  private final Optional<RequestsCurve> requests;
  private final Optional<ByteSize> unit;
  private final After after;
  private final Numbers numbers = new Numbers(false);
  private final UnitJumps jumps = new UnitJumps();
  private long number;
  private double last;
  private double step = Double.POSITIVE_INFINITY;
  private double carried = -1;
  private double largest;

  PrometheusReadings(
      String title, String metric, Optional<RequestsCurve> requests, ReadingOptions options) {
    this.rows = new Rows(title, requests.isPresent(), "sample");
    this.requests = requests;
    this.unit = options.memoryUnit().or(() -> ColumnNames.memoryUnit(metric));
    this.after = options.memoryAfter().orElseGet(() -> ColumnNames.after(metric));
  }

  void sample(double seconds, String value) throws UnreadableRecording {
    number++;
    switch (numbers.read(value, 0, value.length())) {
      case GARBAGE ->
          throw new UnreadableRecording("sample " + number + " is '" + value + "', no number");
      case GAP -> {
        rows.defect("a value is '" + value + "': left out", number);
        return;
      }
      case NUMBER -> {
        if (numbers.value() < 0) {
          throw new UnreadableRecording("sample " + number + " is below 0: " + value);
        }
      }
    }
    OptionalDouble ended = requests.isPresent() ? requests.get().at(seconds) : OptionalDouble.of(0);
    if (ended.isEmpty()) {
      rows.defect("a reading before the first count of requests: left out", number);
      return;
    }
    gap(seconds);
    double bytes = numbers.value() * unit.map(ByteSize::bytes).orElse(1L);
    largest = Math.max(largest, bytes);
    rows.moment(seconds, ended.getAsDouble(), number);
    jumps.look(bytes, after, "sample", number);
    if ((after == After.MINOR || after == After.MAJOR) && bytes == carried) {
      return;
    }
    carried = bytes;
    rows.reading(bytes, after);
  }

  private void gap(double seconds) {
    if (number > 1 && last > 0) {
      double passed = seconds - last;
      if (passed > GAP_STEPS * step) {
        rows.defect("a gap of more than " + (int) GAP_STEPS + " steps without a reading", number);
      }
      step = passed > 0 ? Math.min(step, passed) : step;
    }
    last = seconds;
  }

  void defect(String kind) {
    rows.defect(kind, number);
  }

  double largest() {
    return largest;
  }

  Optional<ByteSize> unit() {
    return unit;
  }

  /** The recording; empty where no sample is a number. */
  Optional<Recording> recording() throws UnreadableRecording {
    return rows.readings() == 0 ? Optional.empty() : Optional.of(rows.recording());
  }
}
