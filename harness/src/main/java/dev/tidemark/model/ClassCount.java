package dev.tidemark.model;

import java.util.Map;
import java.util.Optional;

/**
 * What one class holds in the live set.
 *
 * @param instances live objects of exactly this class
 * @param bytes their shallow size
 */
public record ClassCount(long instances, long bytes) {
  public ClassCount {
    if (instances < 0 || bytes < 0) {
      throw new IllegalArgumentException(
          "a class holds "
              + instances
              + " instances and "
              + bytes
              + " bytes; neither can be negative");
    }
  }

  /** How many more instances of a class there are after than before; none where it is not named. */
  public static long gained(
      Map<String, ClassCount> before, Map<String, ClassCount> after, String name) {
    return instances(after, name) - instances(before, name);
  }

  private static long instances(Map<String, ClassCount> classes, String name) {
    return Optional.ofNullable(classes.get(name)).map(ClassCount::instances).orElse(0L);
  }
}
