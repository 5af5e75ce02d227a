package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The doubt whether what grows is held by soft references alone: a forced collection leaves it, and
 * the JVM frees it before it runs out of memory, so it is no leak.
 *
 * <p>A class histogram does not tell who holds what. But where each instance of the first suspect
 * is held softly there are as many soft references as instances: so where they grow by as many, a
 * LEAK of the heap is withdrawn, and the reason says how to settle it. Soft references that the JDK
 * keeps for classes that were looked into, one for each {@code Class$ReflectionData}, are not
 * counted.
 */
final class SoftlyHeld {
  private static final Pattern SOFT =
      Pattern.compile(".*[.$]\\w*Soft(|\\w*(Ref|Reference|Value|Key|Entry|Cache)\\w*)");
  private static final String OF_CLASSES = "java.lang.Class$ReflectionData";
  private static final String CLEARED = "-XX:SoftRefLRUPolicyMSPerMB=0";

  /** Soft references may be fewer than the suspects by this share: some were cleared meanwhile. */
  private static final double AS_MANY = 0.95;

  private static final long FEWEST = 20;

  private SoftlyHeld() {}

  /** The verdict on a heap, or that it is withdrawn. */
  static Verdict weigh(Verdict verdict, TargetIdentity target, FloorSeries floors) {
    if (verdict.kind() != Verdict.Kind.LEAK || target.flags().contains(CLEARED)) {
      return verdict;
    }
    return doubt(floors.floors()).<Verdict>map(Verdict.Inconclusive::new).orElse(verdict);
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
    long suspected = gained(before, last.classes(), first.name());
    long soft =
        last.classes().keySet().stream()
                .filter(name -> SOFT.matcher(name).matches())
                .mapToLong(name -> gained(before, last.classes(), name))
                .sum()
            - Math.max(0, gained(before, last.classes(), OF_CLASSES));
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

  /** Arrays are named as the JVM prints them, suspects as people write them. */
  private static long gained(
      Map<String, ClassCount> before, Map<String, ClassCount> after, String name) {
    return instances(after, name) - instances(before, name);
  }

  private static long instances(Map<String, ClassCount> classes, String name) {
    return Optional.ofNullable(classes.get(name)).map(ClassCount::instances).orElse(0L);
  }
}
