package dev.tidemark.diagnosis;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The largest group of things that have a name in common.
 *
 * @param members at least one
 */
record Alike<T>(String name, List<T> members) {
  /** The group must explain this share of what was gained. */
  private static final double SHARE = 0.5;

  /**
   * Empty where no group has enough members to be what was gained.
   *
   * @param gained how many more there are than before
   */
  static <T> Optional<Alike<T>> largest(List<T> all, Function<T, String> name, double gained) {
    Map<String, List<T>> groups = all.stream().collect(Collectors.groupingBy(name));
    return groups.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, List<T>>>comparingInt(group -> group.getValue().size())
                .thenComparing(Map.Entry::getKey))
        .filter(group -> group.getValue().size() >= SHARE * gained)
        .map(group -> new Alike<>(group.getKey(), List.copyOf(group.getValue())));
  }

  /** The name with {@code #} in place of every number and unique id. */
  static String numberless(String name) {
    return name.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}|\\d+", "#");
  }
}
