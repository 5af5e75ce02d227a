package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The classes that gain exactly k instances with every request in every round, k between 1 and 4;
 * or with every request that was answered, or with every one that failed.
 *
 * <p>Idea: such a count has no noise. Thousands of classes are looked at, so one may hit by chance:
 * a class that has nothing to do with n requests gains exactly k·n in one round with a probability
 * of at most 1/(n+1), of which no less than 1/10 is believed. The product over the rounds, times
 * the classes, the four values of k and the three ways to count requests, must not exceed {@value
 * #CHANCE_OF_ANY} (Bonferroni). A cache that fills shows the same.
 */
public final class ExactCounts {
  private static final double CHANCE_OF_ANY = 1e-4;
  private static final double LEAST_CHANCE = 0.1;
  private static final int LARGEST_MULTIPLE = 4;
  private static final ClassCount NONE = new ClassCount(0, 0);

  /** What the instances are counted against. */
  public enum Basis {
    REQUEST("request"),
    ANSWERED("answered request"),
    FAILED("failed request");

    private final String words;

    Basis(String words) {
      this.words = words;
    }

    private long of(RoundGain gain) {
      return switch (this) {
        case REQUEST -> gain.requests();
        case ANSWERED -> gain.answered();
        case FAILED -> gain.failed();
      };
    }
  }

  /**
   * One class.
   *
   * @param histogramName as the runtime prints it
   * @param multiple instances with every request of the basis
   * @param rounds all that were looked at
   * @param gained instances over them
   * @param bytesPerRequest shallow, over all requests
   */
  public record ExactCount(
      String histogramName,
      int multiple,
      Basis basis,
      int rounds,
      long gained,
      double bytesPerRequest) {

    /** The name as in source code. */
    public String name() {
      return ClassNames.inSource(histogramName);
    }

    /** {@code +1 per request in all 45 rounds, 4,500 in sum}. */
    public String evidence() {
      return String.format(
          Locale.ROOT,
          "+%d per %s in all %d rounds, %,d in sum",
          multiple,
          basis.words,
          rounds,
          gained);
    }
  }

  /**
   * Those of the application first, then by instances gained.
   *
   * @param floors of one arm, in any order
   */
  public List<ExactCount> of(List<Tick> floors) {
    List<RoundGain> gains = RoundGain.of(floors);
    Set<String> names = new HashSet<>();
    for (RoundGain gain : gains) {
      names.addAll(gain.before().classes().keySet());
      names.addAll(gain.after().classes().keySet());
    }
    List<Basis> bases =
        gains.stream().anyMatch(gain -> gain.failed() > 0)
            ? List.of(Basis.values())
            : List.of(Basis.REQUEST);
    List<Basis> telling =
        bases.stream().filter(basis -> tells(basis, gains, names.size())).toList();
    List<ExactCount> found = new ArrayList<>();
    for (String name : names) {
      telling.stream()
          .flatMap(basis -> exact(name, basis, gains).stream())
          .findFirst()
          .ifPresent(found::add);
    }
    found.sort(
        Comparator.comparing((ExactCount one) -> !ClassNames.ofApplication(one.histogramName()))
            .thenComparing(Comparator.comparingLong(ExactCount::gained).reversed())
            .thenComparing(ExactCount::name));
    return found;
  }

  /** Whether a hit in all rounds is beyond chance. */
  private static boolean tells(Basis basis, List<RoundGain> gains, int classes) {
    double chance = (double) classes * LARGEST_MULTIPLE * Basis.values().length;
    for (RoundGain gain : gains) {
      chance *= Math.max(LEAST_CHANCE, 1.0 / (basis.of(gain) + 1));
    }
    return chance <= CHANCE_OF_ANY;
  }

  private static Optional<ExactCount> exact(String name, Basis basis, List<RoundGain> gains) {
    long multiple = 0;
    long instances = 0;
    long bytes = 0;
    long requests = 0;
    for (RoundGain gain : gains) {
      ClassCount before = gain.before().classes().getOrDefault(name, NONE);
      ClassCount after = gain.after().classes().getOrDefault(name, NONE);
      long more = after.instances() - before.instances();
      long count = basis.of(gain);
      if (multiple == 0 && count > 0) {
        multiple = more / count;
      }
      if (more != multiple * count
          || (count > 0 && (multiple < 1 || multiple > LARGEST_MULTIPLE))) {
        return Optional.empty();
      }
      instances += more;
      bytes += after.bytes() - before.bytes();
      requests += gain.requests();
    }
    return Optional.of(
        new ExactCount(
            name, (int) multiple, basis, gains.size(), instances, (double) bytes / requests));
  }
}
