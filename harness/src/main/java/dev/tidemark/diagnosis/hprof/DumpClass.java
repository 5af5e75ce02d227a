package dev.tidemark.diagnosis.hprof;

import java.util.List;

/**
 * A class as the dump describes it.
 *
 * @param id the address of its mirror
 * @param superId 0 where it has no superclass
 * @param loaderId 0 for the JVM's own loader
 * @param statics its static fields that hold references
 * @param fields its own instance fields, in the order of their values
 */
record DumpClass(
    long id, String name, long superId, long loaderId, List<Static> statics, List<Field> fields) {

  /** A static field and the address in it, which may be 0. */
  record Static(String name, long value) {}

  /** An instance field. */
  record Field(String name, Type type) {}

  DumpClass {
    statics = List.copyOf(statics);
    fields = List.copyOf(fields);
  }
}
