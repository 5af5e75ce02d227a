package dev.tidemark.diagnosis.hprof;

/** The types of fields and array elements, by the codes of the format. */
enum Type {
  OBJECT(2, 0, "Object"),
  BOOLEAN(4, 1, "boolean"),
  CHAR(5, 2, "char"),
  FLOAT(6, 4, "float"),
  DOUBLE(7, 8, "double"),
  BYTE(8, 1, "byte"),
  SHORT(9, 2, "short"),
  INT(10, 4, "int"),
  LONG(11, 8, "long");

  private static final Type[] BY_CODE = new Type[12];

  static {
    for (Type type : values()) {
      BY_CODE[type.code] = type;
    }
  }

  private final int code;
  private final int bytes;
  private final String word;

  Type(int code, int bytes, String word) {
    this.code = code;
    this.bytes = bytes;
    this.word = word;
  }

  static Type of(int code, long at) throws HeapDumpUnreadable {
    if (code < 0 || code >= BY_CODE.length || BY_CODE[code] == null) {
      throw new HeapDumpUnreadable(
          String.format(
              java.util.Locale.ROOT,
              "is damaged at byte %,d: there is no type %d; take the dump again",
              at,
              code));
    }
    return BY_CODE[code];
  }

  /** How many bytes a value takes in the file. */
  int bytes(int idSize) {
    return this == OBJECT ? idSize : bytes;
  }

  String word() {
    return word;
  }
}
