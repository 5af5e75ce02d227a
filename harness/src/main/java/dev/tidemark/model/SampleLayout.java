package dev.tidemark.model;

import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the samples of a row are, but for their numbers: rows of one kind share one layout, so that
 * a row of fifty samples is one array and not a hundred objects.
 *
 * <p>Columns stand in the order of their names. A row holds one number for each column, and one
 * more behind it where the target publishes a bound.
 */
public final class SampleLayout {
  private final Column[] columns;
  private final int[] offsets;
  private final int width;

  /**
   * One sample without its numbers.
   *
   * @param bounded whether a published maximum stands beside the value
   */
  public record Column(String metric, MetricKind kind, Unit unit, GcState gc, boolean bounded) {
    public Column {
      if (metric.isBlank()) {
        throw new IllegalArgumentException("a column needs the name of its metric");
      }
    }
  }

  private SampleLayout(Column[] columns) {
    this.columns = columns;
    this.offsets = new int[columns.length];
    int next = 0;
    for (int i = 0; i < columns.length; i++) {
      offsets[i] = next;
      next += columns[i].bounded() ? 2 : 1;
    }
    this.width = next;
  }

  /**
   * The layout of these columns, in any order.
   *
   * @throws IllegalArgumentException if a metric stands twice
   */
  public static SampleLayout of(Collection<Column> columns) {
    Column[] sorted = columns.toArray(Column[]::new);
    Arrays.sort(sorted, (a, b) -> a.metric().compareTo(b.metric()));
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i].metric().equals(sorted[i - 1].metric())) {
        throw new IllegalArgumentException(sorted[i].metric() + " stands twice in one row");
      }
    }
    return new SampleLayout(sorted);
  }

  public int size() {
    return columns.length;
  }

  public Column column(int index) {
    return columns[index];
  }

  /** Where in a row the value of a column stands; its bound follows. */
  public int offset(int column) {
    return offsets[column];
  }

  /** How many numbers a row holds. */
  public int width() {
    return width;
  }

  /** The column of a metric, where there is one. */
  public OptionalInt find(String metric) {
    int low = 0;
    int high = columns.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = columns[middle].metric().compareTo(metric);
      if (order == 0) {
        return OptionalInt.of(middle);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return OptionalInt.empty();
  }

  MemorySample sample(int index, double[] numbers) {
    Column column = columns[index];
    int at = offsets[index];
    return new MemorySample(
        column.metric(),
        column.kind(),
        column.unit(),
        numbers[at],
        column.gc(),
        column.bounded() ? OptionalDouble.of(numbers[at + 1]) : OptionalDouble.empty());
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof SampleLayout layout && Arrays.equals(columns, layout.columns));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(columns);
  }
}
