package dev.tidemark.model;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The samples of one row by metric name, held as numbers; unmodifiable. */
@SuppressWarnings("JdkObsolete") // a row of the ledger promises a SortedMap and no more
public final class SampleRow extends AbstractMap<String, MemorySample>
    implements SortedMap<String, MemorySample> {
  private final SampleLayout layout;
  private final double[] numbers;

  /**
   * Makes a row of an array that nobody changes any more.
   *
   * @throws IllegalArgumentException if there are more or fewer numbers than the layout is wide
   */
  public SampleRow(SampleLayout layout, double[] numbers) {
    if (numbers.length != layout.width()) {
      throw new IllegalArgumentException(
          numbers.length + " numbers do not fill a row of " + layout.width());
    }
    this.layout = layout;
    this.numbers = numbers;
  }

  /** These samples as a row; the same where they are one. */
  public static SampleRow of(SortedMap<String, MemorySample> samples) {
    if (samples instanceof SampleRow row) {
      return row;
    }
    List<SampleLayout.Column> columns = new ArrayList<>(samples.size());
    samples.forEach(
        (name, s) ->
            columns.add(
                new SampleLayout.Column(name, s.kind(), s.unit(), s.gc(), s.bound().isPresent())));
    SampleLayout layout = SampleLayout.of(columns);
    double[] numbers = new double[layout.width()];
    for (int i = 0; i < layout.size(); i++) {
      MemorySample sample = samples.get(layout.column(i).metric());
      if (sample != null) {
        int at = layout.offset(i);
        numbers[at] = sample.value();
        sample.bound().ifPresent(bound -> numbers[at + 1] = bound);
      }
    }
    return new SampleRow(layout, numbers);
  }

  public SampleLayout layout() {
    return layout;
  }

  /** The same numbers under an equal layout, so that rows share one. */
  public SampleRow sharing(SampleLayout equal) {
    return new SampleRow(equal, numbers);
  }

  /** The value in a column, without making a sample of it. */
  public double value(int column) {
    return numbers[layout.offset(column)];
  }

  @Override
  public int size() {
    return layout.size();
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return key instanceof String name && layout.find(name).isPresent();
  }

  @Override
  public @Nullable MemorySample get(@Nullable Object key) {
    if (!(key instanceof String name)) {
      return null;
    }
    var found = layout.find(name);
    return found.isPresent() ? layout.sample(found.getAsInt(), numbers) : null;
  }

  @Override
  public Set<Map.Entry<String, MemorySample>> entrySet() {
    return new Entries();
  }

  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, MemorySample> subMap(String from, String to) {
    return copy().subMap(from, to);
  }

  @Override
  public SortedMap<String, MemorySample> headMap(String to) {
    return copy().headMap(to);
  }

  @Override
  public SortedMap<String, MemorySample> tailMap(String from) {
    return copy().tailMap(from);
  }

  @Override
  public String firstKey() {
    return key(0);
  }

  @Override
  public String lastKey() {
    return key(size() - 1);
  }

  private String key(int column) {
    if (isEmpty()) {
      throw new NoSuchElementException("the row holds no sample");
    }
    return layout.column(column).metric();
  }

  private SortedMap<String, MemorySample> copy() {
    return Collections.unmodifiableSortedMap(new TreeMap<>(this));
  }

  private final class Entries extends AbstractSet<Map.Entry<String, MemorySample>> {
    @Override
    public int size() {
      return layout.size();
    }

    @Override
    public Iterator<Map.Entry<String, MemorySample>> iterator() {
      return new Iterator<>() {
        private int next;

        @Override
        public boolean hasNext() {
          return next < layout.size();
        }

        @Override
        public Map.Entry<String, MemorySample> next() {
          if (next >= layout.size()) {
            throw new NoSuchElementException("the row holds no more samples");
          }
          MemorySample sample = layout.sample(next++, numbers);
          return Map.entry(sample.metric(), sample);
        }
      };
    }
  }
}
