package dev.tidemark.diagnosis.hprof;

import dev.tidemark.model.ClassCount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts objects and bytes by class and label, in one reading of the file. */
final class Contents implements HeapVisitor {
  private static final String MIRROR = "java.lang.Class";
  private static final ClassCount NONE = new ClassCount(0, 0);

  /** Cells with fewer bytes than this share of all get no example. */
  private static final double WORTH_A_PATH = 0.0005;

  private final HeapGraph graph;
  private final Reach reach;
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final LongIndex numberOfClass = new LongIndex();
  private final LongIndex cells = new LongIndex();
  private final Map<String, ClassCount> soft = new HashMap<>();
  private int[] cellClass = new int[1_024];
  private int[] cellLabel = new int[1_024];
  private int[] example = new int[1_024];
  private long[] instances = new long[1_024];
  private long[] bytes = new long[1_024];
  private int count;
  private long allBytes;
  private long lostInstances;
  private long lostBytes;

  private Contents(HeapGraph graph, Reach reach) {
    this.graph = graph;
    this.reach = reach;
  }

  static HeapContents of(HeapGraph graph, Reach reach) throws IOException {
    Contents contents = new Contents(graph, reach);
    graph.reader().visit(contents);
    return contents.counted();
  }

  private HeapContents counted() throws IOException {
    Paths paths = new Paths(graph, reach);
    List<HeapContents.Cell> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(
          new HeapContents.Cell(
              names.get(cellClass[i]),
              graph.labels().get(cellLabel[i]),
              new ClassCount(instances[i], bytes[i]),
              bytes[i] >= WORTH_A_PATH * allBytes ? paths.to(example[i]) : List.of()));
    }
    return new HeapContents(all, soft, new ClassCount(lostInstances, lostBytes));
  }

  @Override
  public void classDump(DumpClass described, long at) {
    add(described.id(), number(MIRROR), graph.mirrorBytes());
  }

  @Override
  public void instance(long id, long classId, long at) throws IOException {
    int number = graph.classNumber(classId);
    long size = number == LongIndex.NONE ? 0 : graph.instanceBytes(graph.layout(number));
    add(id, ofClass(classId), size);
  }

  @Override
  public void objectArray(long id, long classId, long length, long at) throws IOException {
    add(id, ofClass(classId), graph.arrayBytes(length, graph.referenceBytes()));
  }

  @Override
  public void primitiveArray(long id, Type element, long length, long at) {
    add(id, number(element.word() + "[]"), graph.arrayBytes(length, element.bytes(8)));
  }

  private int ofClass(long classId) throws IOException {
    int number = numberOfClass.get(classId);
    if (number == LongIndex.NONE) {
      number = number(graph.className(classId));
      numberOfClass.put(classId, number);
    }
    return number;
  }

  private int number(String name) {
    Integer known = numbers.putIfAbsent(name, names.size());
    if (known == null) {
      names.add(name);
      return names.size() - 1;
    }
    return known;
  }

  private void add(long id, int classNumber, long size) {
    int object = graph.indexOf(id);
    if (!reach.reached(object)) {
      lostInstances++;
      lostBytes += size;
    } else if (reach.softly(object)) {
      String name = names.get(classNumber);
      ClassCount one = new ClassCount(1, size);
      soft.put(name, HeapContents.sum(soft.getOrDefault(name, NONE), one));
    } else {
      long key = (long) classNumber << 32 | reach.label(object);
      int cell = cells.get(key);
      if (cell == LongIndex.NONE) {
        cell = begin(key, classNumber, reach.label(object));
      }
      instances[cell]++;
      bytes[cell] += size;
      example[cell] = object;
      allBytes += size;
    }
  }

  private int begin(long key, int classNumber, int label) {
    int cell = count++;
    if (cell == cellClass.length) {
      cellClass = Arrays.copyOf(cellClass, cell * 2);
      cellLabel = Arrays.copyOf(cellLabel, cell * 2);
      example = Arrays.copyOf(example, cell * 2);
      instances = Arrays.copyOf(instances, cell * 2);
      bytes = Arrays.copyOf(bytes, cell * 2);
    }
    cells.put(key, cell);
    cellClass[cell] = classNumber;
    cellLabel[cell] = label;
    return cell;
  }
}
