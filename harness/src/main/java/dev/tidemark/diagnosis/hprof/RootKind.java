package dev.tidemark.diagnosis.hprof;

/** Why an object is alive by itself. */
enum RootKind {
  /** A class of the JVM's own loader. */
  CLASS("a class of the JVM"),
  JNI_GLOBAL("a global reference of native code"),
  OTHER("the JVM itself"),
  THREAD("a running thread"),
  LOCAL("a local variable of a running thread");

  private final String words;

  RootKind(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  /** Whether it lives only as long as a thread does what it does. */
  boolean ofThread() {
    return this == THREAD || this == LOCAL;
  }
}
