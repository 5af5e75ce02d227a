package dev.tidemark.recording;

import dev.tidemark.recording.ReadingOptions.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which series tell memory, and which requests: as the user says, or by the names of their metrics
 * where these leave no choice.
 *
 * @param remarks what was guessed
 */
record PrometheusChoice(
    List<PrometheusSeries> memory, List<PrometheusSeries> requests, List<String> remarks) {
  private static final int MOST = 64;

  static PrometheusChoice of(List<PrometheusSeries> all, ReadingOptions options)
      throws UnreadableRecording {
    Set<String> names = new TreeSet<>();
    all.forEach(series -> names.add(series.name()));
    List<String> remarks = new ArrayList<>();
    Optional<String> requests = requests(names, options, remarks);
    String memory = memory(names, requests, options, remarks);
    List<PrometheusSeries> chosen = named(all, memory);
    if (chosen.size() > MOST) {
      throw new UnreadableRecording(
          String.format(
              Locale.ROOT,
              "holds %,d series of %s, and %d is the most: add them up in the query, such as"
                  + " sum by (instance)",
              chosen.size(),
              memory,
              MOST));
    }
    return new PrometheusChoice(
        chosen, requests.map(name -> named(all, name)).orElse(List.of()), remarks);
  }

  private static List<PrometheusSeries> named(List<PrometheusSeries> all, String name) {
    return all.stream().filter(series -> series.name().equals(name)).toList();
  }

  private static Optional<String> requests(
      Set<String> names, ReadingOptions options, List<String> remarks) throws UnreadableRecording {
    Optional<String> said = said(names, options, Role.REQUESTS);
    if (said.isPresent()) {
      return said;
    }
    List<String> counters = those(names, PrometheusChoice::isCounter);
    List<String> likely = counters.stream().filter(name -> name.contains("request")).toList();
    List<String> found = likely.isEmpty() ? counters : likely;
    if (found.size() > 1) {
      throw open(found, Role.REQUESTS);
    }
    found.forEach(name -> remarks.add("read requests from metric " + name));
    return found.stream().findFirst();
  }

  private static String memory(
      Set<String> names, Optional<String> requests, ReadingOptions options, List<String> remarks)
      throws UnreadableRecording {
    Optional<String> said = said(names, options, Role.MEMORY);
    if (said.isPresent()) {
      return said.get();
    }
    List<String> others =
        those(names, name -> !isCounter(name) && !requests.equals(Optional.of(name)));
    List<String> likely =
        those(names, name -> others.contains(name) && ColumnNames.mayMean(name, Role.MEMORY));
    if (likely.size() == 1) {
      remarks.add("read memory from metric " + likely.get(0));
      return likely.get(0);
    }
    if (likely.isEmpty() && others.equals(List.of(""))) {
      return "";
    }
    throw likely.isEmpty()
        ? new UnreadableRecording(
            "holds no metric of memory: say which with --memory-metric (there are "
                + String.join(", ", names)
                + ")")
        : open(likely, Role.MEMORY);
  }

  private static Optional<String> said(Set<String> names, ReadingOptions options, Role role)
      throws UnreadableRecording {
    Optional<String> said = options.metric(role);
    if (said.isPresent() && !names.contains(said.get())) {
      throw new UnreadableRecording(
          "holds no metric " + said.get() + " (there are " + String.join(", ", names) + ")");
    }
    return said;
  }

  private static boolean isCounter(String name) {
    return name.endsWith("_total") || name.endsWith("_count");
  }

  private static List<String> those(Set<String> names, Predicate<String> which) {
    return names.stream().filter(which).toList();
  }

  private static UnreadableRecording open(List<String> found, Role role) {
    String word = role.name().toLowerCase(Locale.ROOT);
    return new UnreadableRecording(
        "holds "
            + found.get(0)
            + " and "
            + found.get(1)
            + ", which could both tell "
            + word
            + ": say which with --"
            + word
            + "-metric");
  }
}
