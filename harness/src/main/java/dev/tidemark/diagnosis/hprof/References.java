package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.List;

/** Follows the references of single objects, read from the file. */
final class References {
  private final HeapGraph graph;
  private final DumpFile file;
  private final int idSize;

  /** Where a reference leads to. */
  interface Sink {
    /**
     * One reference.
     *
     * @param field its name; empty for an element of an array
     * @param label what it says of who holds, or {@link Labels#INHERIT}
     */
    void to(long id, String field, int label) throws IOException;
  }

  References(HeapGraph graph) {
    this.graph = graph;
    this.file = graph.file();
    this.idSize = file.idSize();
  }

  /**
   * Follows what keeps alive what it leads to; last the class of the object.
   *
   * @return whether the object is a soft reference
   */
  boolean strong(int object, Sink sink) throws IOException {
    long at = graph.offset(object);
    long body = at + 1;
    switch (file.u1(at)) {
      case DumpReader.CLASS_DUMP -> mirror(body, sink);
      case DumpReader.INSTANCE -> {
        return instance(body, sink);
      }
      case DumpReader.OBJECT_ARRAY -> {
        long length = file.u4(body + idSize + 4);
        long first = body + 2L * idSize + 8;
        for (long i = 0; i < length; i++) {
          sink.to(file.id(first + i * idSize), "", Labels.INHERIT);
        }
        sink.to(file.id(body + idSize + 8), "class", Labels.INHERIT);
      }
      default -> {
        // an array of numbers leads nowhere
      }
    }
    return false;
  }

  private void mirror(long body, Sink sink) throws IOException {
    int number = graph.classNumber(file.id(body));
    if (number == LongIndex.NONE) {
      return;
    }
    ClassLayout layout = graph.layout(number);
    DumpClass described = layout.described();
    List<DumpClass.Static> statics = described.statics();
    for (int i = 0; i < statics.size(); i++) {
      sink.to(statics.get(i).value(), statics.get(i).name(), layout.staticLabel(i));
    }
    sink.to(described.superId(), "superclass", Labels.INHERIT);
    sink.to(described.loaderId(), "class loader", Labels.INHERIT);
  }

  private boolean instance(long body, Sink sink) throws IOException {
    long classId = file.id(body + idSize + 4);
    int number = graph.classNumber(classId);
    boolean soft = false;
    if (number != LongIndex.NONE) {
      ClassLayout of = graph.layout(number);
      long values = body + 2L * idSize + 8;
      for (int i = 0; i < of.references(); i++) {
        sink.to(file.id(values + of.at(i)), of.field(i), of.label(i));
      }
      soft = of.reference() == ClassLayout.Reference.SOFT;
    }
    sink.to(classId, "class", Labels.INHERIT);
    return soft;
  }

  /** The object that a reference object leads to, or {@link ObjectIndex#NONE}. */
  int referent(int object) throws IOException {
    long at = graph.offset(object);
    int number =
        file.u1(at) == DumpReader.INSTANCE
            ? graph.classNumber(file.id(at + 1 + idSize + 4))
            : LongIndex.NONE;
    if (number == LongIndex.NONE
        || graph.layout(number).reference() == ClassLayout.Reference.NONE) {
      return ObjectIndex.NONE;
    }
    return graph.indexOf(file.id(at + 1 + 2L * idSize + 8 + graph.layout(number).referent()));
  }

  /** The name of an object's class as in source code; {@code class X} for the mirror of X. */
  String className(int object) throws IOException {
    long at = graph.offset(object);
    long body = at + 1;
    return switch (file.u1(at)) {
      case DumpReader.CLASS_DUMP -> "class " + graph.className(file.id(body));
      case DumpReader.INSTANCE -> graph.className(file.id(body + idSize + 4));
      case DumpReader.OBJECT_ARRAY -> graph.className(file.id(body + idSize + 8));
      default -> Type.of(file.u1(body + idSize + 8), at).word() + "[]";
    };
  }
}
