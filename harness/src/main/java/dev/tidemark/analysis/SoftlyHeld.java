package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The doubt whether what grows is held by soft references alone: a forced collection leaves it, and
 * the JVM frees it before it runs out of memory, so it is no leak.
 *
 * <p>A class histogram does not tell who holds what. But where each instance of the first suspect
 * is held softly there are as many soft references as instances: so where they grow by as many, a
 * LEAK of the heap is withdrawn, and the reason says how to settle it, unless the flight recorder
 * saw other holders. Soft references that the JDK keeps for classes that were looked into, one for
 * each {@code Class$ReflectionData}, are not counted.
 */
public final class SoftlyHeld {
  private static final Pattern SOFT =
      Pattern.compile(".*[.$]\\w*Soft(|\\w*(Ref|Reference|Value|Key|Entry|Cache)\\w*)");
  private static final String OF_CLASSES = "java.lang.Class$ReflectionData";
  private static final String CLEARED = "-XX:SoftRefLRUPolicyMSPerMB=0";

  /** Soft references may be fewer than the suspects by this share: some were cleared meanwhile. */
  private static final double AS_MANY = 0.95;

  private static final long FEWEST = 20;

  private static final Pattern SAMPLED = Pattern.compile("(\\d+) of (\\d+) .*");

  /** Samples that settle it. */
  public static final int ENOUGH = 10;

  /** What holds soft references, such as an entry of a map, is itself held otherwise. */
  private static final double NEARLY_ALL = 0.9;

  private SoftlyHeld() {}

  /** The detail of {@link Events#HELD}. */
  public static String sampled(long strongly, long all) {
    return strongly + " of " + all + " sampled objects that stay are held by other references";
  }

  /**
   * The verdict on a heap, or that it is withdrawn. It stands where nearly all of what stayed, each
   * byte as likely to be sampled as any other, was seen to be held by other references.
   */
  static Verdict weigh(
      Verdict verdict, TargetIdentity target, FloorSeries floors, List<RunEvent> events) {
    if (verdict.kind() != Verdict.Kind.LEAK || target.flags().contains(CLEARED)) {
      return verdict;
    }
    Optional<String> doubt = doubt(floors.floors());
    if (doubt.isEmpty()) {
      return verdict;
    }
    return events.stream()
        .filter(event -> event.event().equals(Events.HELD))
        .map(RunEvent::detail)
        .filter(SoftlyHeld::refutes)
        .findFirst()
        .map(held -> verdict.because(verdict.reason() + "; beside soft references, but " + held))
        .orElseGet(() -> new Verdict.Inconclusive(doubt.get()));
  }

  private static boolean refutes(String detail) {
    Matcher sampled = SAMPLED.matcher(detail);
    if (!sampled.matches()) {
      return false;
    }
    long strongly = Long.parseLong(sampled.group(1));
    long all = Long.parseLong(sampled.group(2));
    return all >= ENOUGH && strongly >= NEARLY_ALL * all;
  }

  private static Optional<String> doubt(List<Tick> floors) {
    List<Tick> counted = floors.stream().filter(tick -> !tick.classes().isEmpty()).toList();
    List<Suspect> suspects = new ClassGrowth().suspects(floors);
    if (counted.size() < 2 || suspects.isEmpty()) {
      return Optional.empty();
    }
    Tick last = counted.get(counted.size() - 1);
    Map<String, ClassCount> before = counted.get(counted.size() / 4).classes();
    Suspect first =
        suspects.stream()
            .filter(one -> !SOFT.matcher(one.name()).matches())
            .findFirst()
            .orElse(suspects.get(0));
    // arrays are named as the JVM prints them, suspects as people write them
    long suspected = ClassCount.gained(before, last.classes(), first.name());
    long soft =
        last.classes().keySet().stream()
                .filter(name -> SOFT.matcher(name).matches())
                .mapToLong(name -> ClassCount.gained(before, last.classes(), name))
                .sum()
            - Math.max(0, ClassCount.gained(before, last.classes(), OF_CLASSES));
    if (soft < FEWEST || soft < AS_MANY * suspected) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "grows like a leak, but soft references grow as %s does (%,d and %,d more): what only"
                + " they hold is freed before memory runs out; start the target with %s, or with"
                + " --launch, and run again",
            first.name(),
            soft,
            suspected,
            CLEARED));
  }
}
