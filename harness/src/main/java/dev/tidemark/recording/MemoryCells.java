package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;

/**
 * The cells of a column of memory.
 *
 * <p>A column of readings after collections carries the last one on: where another column tells of
 * collections ({@code gc_major}, {@code gc_minor}) their rows count, else the rows that differ from
 * the one before.
 */
final class MemoryCells {
  private final CsvColumns.Memory column;
  private final Numbers numbers;
  private final Rows rows;
  private final UnitJumps jumps = new UnitJumps();
  private Numbers.Kind kind = Numbers.Kind.GAP;
  private double carried = -1;
  private double largest;
  private boolean sized;
  private boolean bare;

  MemoryCells(CsvColumns.Memory column, Numbers numbers, Rows rows) {
    this.column = column;
    this.numbers = numbers;
    this.rows = rows;
  }

  CsvColumns.Memory column() {
    return column;
  }

  /**
   * Reads the cell of a row; returns whether it holds what is no number. A JVM may say that a
   * negative amount is used: that is a gap, but among forced readings.
   */
  boolean garbage(CsvRow row) {
    kind = numbers.readSize(row, column.at());
    if (kind == Numbers.Kind.NUMBER && numbers.value() < 0) {
      kind = column.after() == After.FORCED ? Numbers.Kind.GARBAGE : Numbers.Kind.GAP;
    }
    return kind == Numbers.Kind.GARBAGE;
  }

  /**
   * Takes the cell that was read.
   *
   * @param forced whether this row holds a reading after a forced collection
   * @return whether the cell holds such a reading
   */
  boolean take(CsvRow row, CsvTable.Event event, boolean forced, long number)
      throws UnreadableRecording {
    if (kind == Numbers.Kind.GAP) {
      if (column.after() != After.MINOR && !row.isEmpty(column.at())) {
        rows.defect(column.name() + " is " + shown(row) + ": left out", number);
      }
      return false;
    }
    double bytes = bytes(number);
    boolean changed = bytes != carried;
    carried = bytes;
    After what = column.after();
    if (what == After.MINOR) {
      boolean collected =
          event == CsvTable.Event.UNTOLD
              ? changed
              : event == CsvTable.Event.MAJOR || event == CsvTable.Event.MINOR;
      if (forced || !collected) {
        return false;
      }
      what = event == CsvTable.Event.MAJOR ? After.MAJOR : After.MINOR;
    }
    jumps.look(bytes, what, "row", number);
    rows.reading(bytes, what);
    return what == After.FORCED;
  }

  private String shown(CsvRow row) {
    String text = row.text(column.at());
    return text.charAt(0) == '-' && text.length() > 1 ? "below 0" : "'" + text + "'";
  }

  private double bytes(long number) throws UnreadableRecording {
    sized |= numbers.sized();
    bare |= !numbers.sized();
    if (sized && bare) {
      throw new UnreadableRecording(
          "row "
              + number
              + ": "
              + column.name()
              + " has a unit in some rows and none in others: write it in all, or in none");
    }
    double bytes =
        numbers.value() * (numbers.sized() ? 1 : column.unit().map(ByteSize::bytes).orElse(1L));
    largest = Math.max(largest, bytes);
    return bytes;
  }

  void restart() {
    carried = -1;
    jumps.forget();
  }

  double largest() {
    return largest;
  }

  /** Whether nothing tells what one counts. */
  boolean unitUnknown() {
    return column.unit().isEmpty() && bare && largest > 0;
  }

  String unitName() {
    return sized ? "the unit of each cell" : "units of " + column.unit().orElse(new ByteSize(1));
  }
}
