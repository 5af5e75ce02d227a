package dev.tidemark.diagnosis.jfr;

import java.util.List;
import java.util.Optional;

/**
 * An object that was sampled when it was made and was still alive at the end.
 *
 * @param className as in source code
 * @param site the method of the application that made it, with its line
 * @param holders the fields on the way to its root, from the nearest: those of the application, and
 *     at the end the first static one, where there is one
 * @param bytes of the elements of an array; 0 where it is none
 * @param reached whether a way from a root leads to it that goes by no soft, weak or phantom
 *     reference
 */
public record OldObject(
    String className, Optional<String> site, List<Field> holders, long bytes, boolean reached) {
  /** A field that the way leads through. */
  public record Field(String owner, String name, boolean isStatic) {
    String text() {
      return (isStatic ? "static " : "") + owner + "." + name;
    }
  }

  public OldObject {
    holders = List.copyOf(holders);
  }
}
