package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Objects that some requests made, whether or not they stay.
 *
 * @param before all objects by class, right after a collection
 * @param after the same after the requests, and no collection
 * @param requests that were sent between the two
 * @param opened descriptors gained between the two
 */
public record MadeObjects(
    Map<String, ClassCount> before, Map<String, ClassCount> after, long requests, long opened) {

  Set<String> names() {
    return after.keySet();
  }

  /** How many more there are of a class. */
  long of(String name) {
    return instances(after, name) - instances(before, name);
  }

  private static long instances(Map<String, ClassCount> all, String name) {
    return Optional.ofNullable(all.get(name)).map(ClassCount::instances).orElse(0L);
  }
}
