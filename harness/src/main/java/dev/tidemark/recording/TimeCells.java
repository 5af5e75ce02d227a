package dev.tidemark.recording;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cells of a column that tells time: ISO 8601, or a number since 1970 or since the start. Which
 * of them is told by the first cell.
 */
final class TimeCells {
  private static final double SECONDS_OF_1973 = 1e8;

  private Optional<TimeUnit> unit;
  private boolean begun;
  private boolean iso;
  private boolean guessed;
  private String form = "";

  /**
   * @param unit of numbers, where it is known
   */
  TimeCells(Optional<TimeUnit> unit) {
    this.unit = unit;
  }

  /** Seconds on the clock of the file; empty where the cell tells none. */
  OptionalDouble seconds(CsvRow row, int cell, Numbers numbers) {
    if (!begun) {
      begin(row, cell, numbers);
    }
    if (iso) {
      return Moment.seconds(row.line(), row.from(cell), row.to(cell));
    }
    if (numbers.read(row.line(), row.from(cell), row.to(cell)) != Numbers.Kind.NUMBER) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(numbers.value() * unit.orElse(TimeUnit.SECONDS).seconds());
  }

  private void begin(CsvRow row, int cell, Numbers numbers) {
    begun = true;
    if (numbers.read(row.line(), row.from(cell), row.to(cell)) != Numbers.Kind.NUMBER) {
      iso = true;
      form = "ISO 8601";
      return;
    }
    if (unit.isEmpty()) {
      guessed = numbers.value() < SECONDS_OF_1973 && row.text(cell).indexOf('.') < 0;
      unit = Optional.of(unitOf(numbers.value()));
    }
    form = unit.orElseThrow().symbol();
  }

  private static TimeUnit unitOf(double first) {
    if (first >= SECONDS_OF_1973 * 1e9) {
      return TimeUnit.NANOSECONDS;
    }
    if (first >= SECONDS_OF_1973 * 1e6) {
      return TimeUnit.MICROSECONDS;
    }
    return first >= SECONDS_OF_1973 * 1e3 ? TimeUnit.MILLISECONDS : TimeUnit.SECONDS;
  }

  /** How times are written. */
  String form() {
    return form;
  }

  /** Whether nothing in the file tells what its numbers count. */
  boolean guessed() {
    return guessed;
  }
}
