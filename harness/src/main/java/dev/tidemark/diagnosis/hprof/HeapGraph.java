package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A heap dump that was read twice: where each object stands, and what each class looks like. The
 * references stay in the file, and are read from there when they are followed.
 */
final class HeapGraph {
  private static final int LEAST_ARRAY = 4;
  private static final int LONGEST_ARRAY = 4_096;
  private static final int ARRAY_HEADER_NARROW = 16;
  private static final int ARRAY_HEADER_WIDE = 24;
  private static final int USUAL_SHIFT = 3;

  /** What the mirror of a class takes, about. */
  private static final long MIRROR = 112;

  private final DumpFile file;
  private final DumpReader reader;
  private final ObjectIndex index;
  private final Offsets offsets;
  private final Labels labels = new Labels();
  private final LongIndex classNumbers = new LongIndex();
  private final List<ClassLayout> classes = new ArrayList<>();
  private final Map<Long, String> otherClasses = new HashMap<>();
  private final List<Root> roots;
  private boolean narrow;

  /** An object that is alive by itself. */
  record Root(RootKind kind, int object) {}

  private HeapGraph(DumpFile file, DumpReader reader, Collected collected) throws IOException {
    this.file = file;
    this.reader = reader;
    this.index = collected.index;
    this.offsets = new Offsets(Math.toIntExact(index.size()), file.size());
    for (DumpClass one : collected.classes) {
      classNumbers.put(one.id(), classes.size());
      classes.add(new ClassLayout(line(one, collected), labels, file.idSize()));
    }
    roots = new ArrayList<>();
    for (Map.Entry<RootKind, List<Long>> entry : collected.roots.entrySet()) {
      for (long id : entry.getValue()) {
        int object = index.of(id);
        if (object != ObjectIndex.NONE) {
          roots.add(new Root(entry.getKey(), object));
        }
      }
    }
    reader.visit(new Places());
  }

  static HeapGraph of(DumpFile file) throws IOException {
    DumpReader reader = new DumpReader(file);
    Collected collected = new Collected(USUAL_SHIFT);
    reader.visit(collected);
    if (collected.unaligned) {
      collected = new Collected(0);
      reader.visit(collected);
    }
    if (collected.index.size() > Integer.MAX_VALUE - 8) {
      throw new HeapDumpUnreadable("holds more than two billion objects, which is too many");
    }
    collected.index.freeze();
    return new HeapGraph(file, reader, collected);
  }

  private static List<DumpClass> line(DumpClass lowest, Collected collected) {
    List<DumpClass> line = new ArrayList<>();
    Optional<DumpClass> at = Optional.of(lowest);
    while (at.isPresent() && !line.contains(at.get())) {
      line.add(at.get());
      at = Optional.ofNullable(collected.byId.get(at.get().superId()));
    }
    return line;
  }

  int objects() {
    return (int) index.size();
  }

  DumpFile file() {
    return file;
  }

  DumpReader reader() {
    return reader;
  }

  List<Root> roots() {
    return roots;
  }

  Labels labels() {
    return labels;
  }

  int indexOf(long id) {
    return index.of(id);
  }

  long offset(int object) {
    return offsets.get(object);
  }

  /** The number of a class, or {@link LongIndex#NONE} where the dump does not describe it. */
  int classNumber(long classId) {
    return classNumbers.get(classId);
  }

  ClassLayout layout(int classNumber) {
    return classes.get(classNumber);
  }

  /** The name of a class as in source code. */
  String className(long classId) throws IOException {
    int number = classNumbers.get(classId);
    if (number != LongIndex.NONE) {
      return classes.get(number).name();
    }
    String known = otherClasses.get(classId);
    if (known == null) {
      known = dev.tidemark.diagnosis.ClassNames.inSource(reader.names().ofClass(classId));
      otherClasses.put(classId, known);
    }
    return known;
  }

  long instanceBytes(ClassLayout layout) {
    return layout.bytes(narrow);
  }

  long arrayBytes(long length, int elementBytes) {
    return ClassLayout.aligned(
        (narrow ? ARRAY_HEADER_NARROW : ARRAY_HEADER_WIDE) + length * elementBytes);
  }

  int referenceBytes() {
    return narrow ? 4 : file.idSize();
  }

  long mirrorBytes() {
    return MIRROR;
  }

  /** First reading: addresses, classes and roots. */
  private static final class Collected implements HeapVisitor {
    private final ObjectIndex index;
    private final List<DumpClass> classes = new ArrayList<>();
    private final Map<Long, DumpClass> byId = new HashMap<>();
    private final Map<RootKind, List<Long>> roots = new java.util.EnumMap<>(RootKind.class);
    private boolean unaligned;

    Collected(int shift) {
      this.index = new ObjectIndex(shift);
    }

    private void add(long id) {
      unaligned |= !index.fits(id);
      index.add(id);
    }

    @Override
    public void root(RootKind kind, long id) {
      roots.computeIfAbsent(kind, any -> new ArrayList<>()).add(id);
    }

    @Override
    public void classDump(DumpClass described, long at) {
      add(described.id());
      if (byId.putIfAbsent(described.id(), described) == null) {
        classes.add(described);
      }
    }

    @Override
    public void instance(long id, long classId, long at) {
      add(id);
    }

    @Override
    public void objectArray(long id, long classId, long length, long at) {
      add(id);
    }

    @Override
    public void primitiveArray(long id, Type element, long length, long at) {
      add(id);
    }
  }

  /**
   * Second reading: where each object stands; and whether references take four bytes in the heap,
   * as an array shows that is followed by another object sooner than eight would allow.
   */
  private final class Places implements HeapVisitor {
    private void at(long id, long at) {
      offsets.set(index.of(id), at);
    }

    @Override
    public void classDump(DumpClass described, long at) {
      at(described.id(), at);
    }

    @Override
    public void instance(long id, long classId, long at) {
      at(id, at);
    }

    @Override
    public void objectArray(long id, long classId, long length, long at) {
      at(id, at);
      if (!narrow && length >= LEAST_ARRAY && length <= LONGEST_ARRAY) {
        narrow = index.anotherWithin(id, ARRAY_HEADER_NARROW + 8 * length);
      }
    }

    @Override
    public void primitiveArray(long id, Type element, long length, long at) {
      at(id, at);
    }
  }
}
