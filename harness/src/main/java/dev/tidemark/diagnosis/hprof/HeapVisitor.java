package dev.tidemark.diagnosis.hprof;

import java.io.IOException;

/** What is told of each part of a heap dump, in the order of the file. */
interface HeapVisitor {
  /** Something that keeps an object alive by itself. */
  default void root(RootKind kind, long id) throws IOException {}

  default void classDump(DumpClass described, long at) throws IOException {}

  /**
   * An object that is no array.
   *
   * @param at where it begins in the file
   */
  default void instance(long id, long classId, long at) throws IOException {}

  default void objectArray(long id, long classId, long length, long at) throws IOException {}

  default void primitiveArray(long id, Type element, long length, long at) throws IOException {}
}
