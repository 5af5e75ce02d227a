package dev.tidemark.diagnosis.hprof;

import dev.tidemark.diagnosis.ClassNames;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the references of an instance stand in the file, and what they say of who holds what they
 * lead to.
 */
final class ClassLayout {
  private static final String REFERENCE = "java.lang.ref.Reference";
  private static final String ENTRY = "java.lang.ThreadLocal$ThreadLocalMap$Entry";
  private static final int HEADER_NARROW = 12;
  private static final int HEADER_WIDE = 16;

  private final DumpClass described;
  private final String name;
  private final Reference reference;
  private final List<String> fields = new ArrayList<>();
  private final int[] at;
  private final int[] labels;
  private final int[] staticLabels;
  private int referent;
  private long narrow = HEADER_NARROW;
  private long wide = HEADER_WIDE;

  /** How strongly an object of java.lang.ref holds. */
  enum Reference {
    NONE,
    SOFT,
    WEAK
  }

  /**
   * @param line the class and its superclasses, from below
   */
  ClassLayout(List<DumpClass> line, Labels table, int idSize) {
    described = line.get(0);
    name = ClassNames.inSource(described.name());
    reference = reference(line);
    List<Integer> places = new ArrayList<>();
    List<Integer> says = new ArrayList<>();
    int place = 0;
    for (DumpClass one : line) {
      for (DumpClass.Field field : one.fields()) {
        boolean object = field.type() == Type.OBJECT;
        if (object && !(reference != Reference.NONE && one.name().equals(REFERENCE))) {
          places.add(place);
          says.add(label(table, ClassNames.inSource(one.name()), field.name()));
          fields.add(field.name());
        } else if (object && field.name().equals("referent")) {
          referent = place;
        }
        narrow += object ? 4 : field.type().bytes(idSize);
        wide += object ? 8 : field.type().bytes(idSize);
        place += field.type().bytes(idSize);
      }
    }
    at = places.stream().mapToInt(Integer::intValue).toArray();
    labels = says.stream().mapToInt(Integer::intValue).toArray();
    staticLabels =
        described.statics().stream()
            .mapToInt(
                one ->
                    one.name().startsWith("<")
                        ? Labels.INHERIT
                        : table.of(new Label(Label.Kind.STATIC_FIELD, name, one.name())))
            .toArray();
  }

  private static int label(Labels table, String owner, String field) {
    if (owner.equals(ENTRY)) {
      return table.of(new Label(Label.Kind.THREAD_LOCAL, owner, field));
    }
    return ClassNames.ofApplication(owner)
        ? table.of(new Label(Label.Kind.FIELD, owner, field))
        : Labels.INHERIT;
  }

  private static Reference reference(List<DumpClass> line) {
    for (DumpClass one : line) {
      if (one.name().equals("java.lang.ref.SoftReference")) {
        return Reference.SOFT;
      }
      if (one.name().equals(REFERENCE)) {
        return Reference.WEAK;
      }
    }
    return Reference.NONE;
  }

  DumpClass described() {
    return described;
  }

  /** As in source code. */
  String name() {
    return name;
  }

  /** What it is, where it is a reference object. */
  Reference reference() {
    return reference;
  }

  /** How many fields keep alive what they lead to. */
  int references() {
    return at.length;
  }

  /** Where the value of such a field stands among the values of an instance. */
  int at(int field) {
    return at[field];
  }

  /** What it says of who holds, or {@link Labels#INHERIT}. */
  int label(int field) {
    return labels[field];
  }

  String field(int field) {
    return fields.get(field);
  }

  int staticLabel(int field) {
    return staticLabels[field];
  }

  /** Where a reference object says what it leads to. */
  int referent() {
    return referent;
  }

  /**
   * The bytes of an instance in the heap.
   *
   * @param compressed whether references take four bytes there
   */
  long bytes(boolean compressed) {
    return aligned(compressed ? narrow : wide);
  }

  static long aligned(long bytes) {
    return (bytes + 7) & ~7L;
  }
}
