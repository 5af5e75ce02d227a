package dev.tidemark.diagnosis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Suspects that were found while the target ran, as the ledger keeps them, and their place. */
public final class DeepSuspects {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final int MOST = 8;

  /** Classes that gain the same as threads do, but for this share, are theirs. */
  private static final double SAME_RATE = 0.1;

  private static final String THREAD = "java.lang.Thread";

  private DeepSuspects() {}

  /** The name of a holder without what it contains. */
  private static String field(Suspect holder) {
    int container = holder.name().indexOf(" (");
    return container < 0 ? holder.name() : holder.name().substring(0, container);
  }

  /** One suspect as the detail of an event. */
  public static String text(Suspect suspect) {
    try {
      return MAPPER.writeValueAsString(suspect);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a record of plain values could not be written", e);
    }
  }

  /** The suspect in the detail of an event; empty where it is none. */
  public static Optional<Suspect> of(String text) {
    try {
      return Optional.of(MAPPER.readValue(text, Suspect.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /**
   * One list: the class that surely grows stands first where it is one of the application, then who
   * holds it, then the other classes and the places where they are made. Where only classes of the
   * platform grow, who holds them says more, and stands first. A place on a stack without a method
   * of the application says least: a server's own threads make objects, too.
   */
  public static List<Suspect> merge(List<Suspect> classes, List<Suspect> found) {
    List<Suspect> deep = found.stream().filter(one -> !isHandle(one)).toList();
    if (classes.isEmpty() || deep.isEmpty()) {
      return classes;
    }
    List<Suspect> holders = new ArrayList<>();
    for (Suspect one : deep) {
      if (one.kind().equals("holder")
          && holders.stream().noneMatch(known -> field(known).equals(field(one)))) {
        holders.add(one);
      }
    }
    List<Suspect> sites = new ArrayList<>();
    for (Suspect one : deep) {
      if (!one.kind().equals("holder")
          && sites.stream().noneMatch(known -> known.name().equals(one.name()))) {
        sites.add(one);
      }
    }
    Set<Suspect> merged = new LinkedHashSet<>();
    boolean known = ClassNames.ofApplication(classes.get(0).name());
    if (known) {
      merged.add(classes.get(0));
    }
    holders.stream().limit(1).forEach(merged::add);
    sites.stream()
        .limit(1)
        .filter(one -> ClassNames.ofApplication(one.name()))
        .forEach(merged::add);
    merged.addAll(classes);
    merged.addAll(holders);
    merged.addAll(sites);
    return new ArrayList<>(merged).subList(0, Math.min(MOST, merged.size()));
  }

  /**
   * The list with the threads or descriptors that gather: at the top where the first suspect is a
   * class that gains others than they do, and else behind it.
   */
  public static List<Suspect> withHandles(List<Suspect> suspects, List<Suspect> deep) {
    List<Suspect> merged = new ArrayList<>(suspects);
    for (Suspect handle : deep) {
      if (isHandle(handle)) {
        merged.add(tellOf(handle.perRequest(), suspects) ? 1 : 0, handle);
      }
    }
    return merged.subList(0, Math.min(MOST, merged.size()));
  }

  /** Whether the first suspect is what gains so many threads or descriptors with every request. */
  public static boolean tellOf(double rate, List<Suspect> suspects) {
    return suspects.stream().limit(1).anyMatch(first -> gains(first, rate));
  }

  private static boolean gains(Suspect first, double rate) {
    return !first.name().equals(THREAD)
        && (!first.kind().equals("class")
            || first.exact()
            || Math.abs(first.perRequest() - rate) <= SAME_RATE * Math.abs(rate));
  }

  private static boolean isHandle(Suspect suspect) {
    return suspect.kind().equals("thread") || suspect.kind().equals("descriptor");
  }

  /**
   * The list with the places that take native memory and do not give it back: behind a first
   * suspect that is exact, and else at the top.
   */
  public static List<Suspect> withNative(List<Suspect> suspects, List<Suspect> places) {
    List<Suspect> merged = new ArrayList<>(suspects);
    boolean second = !suspects.isEmpty() && !places.isEmpty() && suspects.get(0).exact();
    merged.addAll(second ? 1 : 0, places);
    return merged.subList(0, Math.min(MOST, merged.size()));
  }
}
