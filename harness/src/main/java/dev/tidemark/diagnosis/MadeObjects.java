package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

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

  /** How many more there are of a class. */
  long of(String name) {
    return ClassCount.gained(before, after, name);
  }

  /** The class of which most were made, of some. */
  Optional<String> most(Predicate<String> some) {
    return after.keySet().stream()
        .filter(some)
        .max(Comparator.comparingLong(this::of).thenComparing(Comparator.reverseOrder()));
  }
}
