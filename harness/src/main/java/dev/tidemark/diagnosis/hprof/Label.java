package dev.tidemark.diagnosis.hprof;

/**
 * The field nearest to an object on the way from a root that says who holds it: a static field, a
 * field of a class of the application, or the value of a ThreadLocal; where there is none on the
 * way, what the way begins with.
 *
 * @param owner the class that declares the field, as in source code; empty for a root
 * @param field its name, or what the root is, in words
 */
public record Label(Kind kind, String owner, String field) {
  /** What kind of holder it is. */
  public enum Kind {
    STATIC_FIELD,
    FIELD,
    THREAD_LOCAL,
    ROOT
  }

  /** Such as {@code static com.example.Cache.ENTRIES}. */
  public String text() {
    return switch (kind) {
      case STATIC_FIELD -> "static " + owner + "." + field;
      case FIELD -> owner + "." + field;
      case THREAD_LOCAL -> "a ThreadLocal's value";
      case ROOT -> field;
    };
  }

  static Label root(RootKind kind) {
    return new Label(Kind.ROOT, "", kind.words());
  }
}
