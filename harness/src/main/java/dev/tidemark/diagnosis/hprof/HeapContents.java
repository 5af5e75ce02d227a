package dev.tidemark.diagnosis.hprof;

import dev.tidemark.model.ClassCount;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a heap holds, by class and holder.
 *
 * @param cells what is strongly reachable
 * @param soft what only soft references hold, by class
 * @param unreachable garbage, and what only weak references lead to
 */
record HeapContents(List<Cell> cells, Map<String, ClassCount> soft, ClassCount unreachable) {
  /**
   * The objects of one class under one label.
   *
   * @param path an example of how one of them is held
   */
  record Cell(String className, Label label, ClassCount count, List<PathStep> path) {}

  HeapContents {
    cells = List.copyOf(cells);
    soft = Map.copyOf(soft);
  }

  /** What is strongly reachable, by class. */
  SortedMap<String, ClassCount> classes() {
    SortedMap<String, ClassCount> classes = new TreeMap<>();
    cells.forEach(cell -> classes.merge(cell.className(), cell.count(), HeapContents::sum));
    return classes;
  }

  /** All that is strongly reachable. */
  ClassCount live() {
    return cells.stream().map(Cell::count).reduce(new ClassCount(0, 0), HeapContents::sum);
  }

  static ClassCount sum(ClassCount one, ClassCount other) {
    return new ClassCount(one.instances() + other.instances(), one.bytes() + other.bytes());
  }
}
