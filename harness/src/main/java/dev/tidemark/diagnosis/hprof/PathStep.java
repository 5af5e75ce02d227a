package dev.tidemark.diagnosis.hprof;

/**
 * An object on the way from a root, and the field of it that the way goes on through.
 *
 * @param className as in source code; {@code class X} for the static fields of X
 * @param field its name; empty for an element of an array, and for the last object
 * @param times how many such steps follow each other: a linked list is one step
 */
public record PathStep(String className, String field, int times) {
  PathStep once() {
    return new PathStep(className, field, 1);
  }
}
