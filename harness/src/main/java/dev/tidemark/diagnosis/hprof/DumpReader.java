package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads a dump in the format HPROF 1.0.1 or 1.0.2 from its beginning to its end. */
final class DumpReader {
  static final String MAGIC = "JAVA PROFILE 1.0.";
  static final int CLASS_DUMP = 0x20;
  static final int INSTANCE = 0x21;
  static final int OBJECT_ARRAY = 0x22;
  static final int PRIMITIVE_ARRAY = 0x23;

  private static final int UTF8 = 0x01;
  private static final int LOAD_CLASS = 0x02;
  private static final int HEAP_DUMP = 0x0C;
  private static final int SEGMENT = 0x1C;
  private static final int END = 0x2C;

  private final DumpFile file;
  private final long start;
  private final Names names;

  /**
   * Reads the head of the file, and the names in it.
   *
   * @throws HeapDumpUnreadable if it is no heap dump, or not a whole one
   */
  DumpReader(DumpFile file) throws IOException {
    this.file = file;
    this.start = head(file);
    this.names = new Names(file);
    boolean whole = false;
    long at = start;
    while (at < file.size()) {
      int tag = file.u1(at);
      long length = file.u4(at + 5);
      long body = at + 9;
      if (body + length > file.size()) {
        throw HeapDumpUnreadable.cutShort(body, file.size());
      }
      switch (tag) {
        case UTF8 -> names.text(file.id(body), body + file.idSize(), length - file.idSize());
        case LOAD_CLASS -> names.loadedClass(file.id(body + 4), file.id(body + 8 + file.idSize()));
        case HEAP_DUMP, END -> whole = true;
        default -> {
          if (tag > 0x2C) {
            throw damaged(at, "there is no record of kind " + tag);
          }
        }
      }
      at = body + length;
    }
    if (!whole) {
      throw HeapDumpUnreadable.cutShort(file.size(), file.size());
    }
  }

  Names names() {
    return names;
  }

  private static long head(DumpFile file) throws IOException {
    if (file.size() < 32 || !file.text(0, MAGIC.length()).equals(MAGIC)) {
      throw new HeapDumpUnreadable(
          "is no heap dump: it does not begin with \""
              + MAGIC
              + "\"; make one with jcmd PID"
              + " GC.heap_dump FILE");
    }
    long at = MAGIC.length();
    while (file.u1(at) != 0) {
      if (++at > 64) {
        throw new HeapDumpUnreadable("is damaged: its head has no end; take the dump again");
      }
    }
    int idSize = file.i4(at + 1);
    if (idSize != 4 && idSize != 8) {
      throw new HeapDumpUnreadable(
          "is damaged: it says that addresses have " + idSize + " bytes; take the dump again");
    }
    file.idSize(idSize);
    return at + 13;
  }

  /** Tells all of the heap to a visitor. */
  void visit(HeapVisitor visitor) throws IOException {
    long at = start;
    while (at < file.size()) {
      int tag = file.u1(at);
      long length = file.u4(at + 5);
      long body = at + 9;
      if (tag == HEAP_DUMP || tag == SEGMENT) {
        heap(visitor, body, body + length);
      }
      at = body + length;
    }
  }

  private void heap(HeapVisitor visitor, long from, long to) throws IOException {
    int id = file.idSize();
    long at = from;
    while (at < to) {
      int tag = file.u1(at);
      long body = at + 1;
      switch (tag) {
        case 0x01 -> at = root(visitor, RootKind.JNI_GLOBAL, body, 2 * id);
        case 0x02, 0x03 -> at = root(visitor, RootKind.LOCAL, body, id + 8);
        case 0x04, 0x06 -> at = root(visitor, RootKind.LOCAL, body, id + 4);
        case 0x05 -> at = root(visitor, RootKind.CLASS, body, id);
        case 0x07, 0xFF -> at = root(visitor, RootKind.OTHER, body, id);
        case 0x08 -> at = root(visitor, RootKind.THREAD, body, id + 8);
        case CLASS_DUMP -> at = classDump(visitor, at);
        case INSTANCE -> {
          visitor.instance(file.id(body), file.id(body + id + 4), at);
          at = body + 2L * id + 8 + file.u4(body + 2L * id + 4);
        }
        case OBJECT_ARRAY -> {
          long length = file.u4(body + id + 4);
          visitor.objectArray(file.id(body), file.id(body + id + 8), length, at);
          at = body + 2L * id + 8 + length * id;
        }
        case PRIMITIVE_ARRAY -> {
          long length = file.u4(body + id + 4);
          Type element = Type.of(file.u1(body + id + 8), body);
          visitor.primitiveArray(file.id(body), element, length, at);
          at = body + id + 9L + length * element.bytes(id);
        }
        default -> throw damaged(at, "there is no part of a heap of kind " + tag);
      }
    }
    if (at != to) {
      throw damaged(to, "an object goes on beyond its segment");
    }
  }

  private long root(HeapVisitor visitor, RootKind kind, long body, int bytes) throws IOException {
    visitor.root(kind, file.id(body));
    return body + bytes;
  }

  private long classDump(HeapVisitor visitor, long start) throws IOException {
    int id = file.idSize();
    long classId = file.id(start + 1);
    long superId = file.id(start + 1 + id + 4);
    long loaderId = file.id(start + 1 + 2L * id + 4);
    long at = start + 1 + 7L * id + 8;
    int constants = file.u2(at);
    at += 2;
    for (int i = 0; i < constants; i++) {
      at += 3 + Type.of(file.u1(at + 2), at).bytes(id);
    }
    int count = file.u2(at);
    at += 2;
    List<DumpClass.Static> statics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Type type = Type.of(file.u1(at + id), at);
      if (type == Type.OBJECT) {
        statics.add(new DumpClass.Static(names.text(file.id(at)), file.id(at + id + 1)));
      }
      at += id + 1 + type.bytes(id);
    }
    count = file.u2(at);
    at += 2;
    List<DumpClass.Field> fields = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      fields.add(new DumpClass.Field(names.text(file.id(at)), Type.of(file.u1(at + id), at)));
      at += id + 1;
    }
    visitor.classDump(
        new DumpClass(classId, names.ofClass(classId), superId, loaderId, statics, fields), start);
    return at;
  }

  private static HeapDumpUnreadable damaged(long at, String what) {
    return new HeapDumpUnreadable(
        String.format(Locale.ROOT, "is damaged at byte %,d: %s; take the dump again", at, what));
  }
}
