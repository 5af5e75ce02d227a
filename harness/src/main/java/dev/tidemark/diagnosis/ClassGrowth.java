package dev.tidemark.diagnosis;

import dev.tidemark.diagnosis.ExactCounts.ExactCount;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes whose live objects grow with the requests.
 *
 * <p>Idea: a class that gains exactly k instances with every request, k between 1 and 4, has no
 * noise to hide in. At least nine rounds in ten must be exact, and the total within 0.1%.
 *
 * <p>Thousands of classes are looked at, so one may hit by chance. A class that has nothing to do
 * with the requests gains exactly k times their number in one round with a probability of at most
 * 1/10 where the round has ten requests or more; the probability of so many hits in so many rounds
 * is the binomial tail, and the number of classes times the four values of k times that tail must
 * not exceed 1% (Bonferroni). Among 10,000 classes seven exact rounds are enough, among 1,000 six.
 * Classes that grow exactly with the failed requests alone, or with the answered ones, count too.
 *
 * <p>Classes that grow strongly, but not exactly, follow: in three rounds of four, by four standard
 * errors, and by at least a hundredth of what all classes gained. An exact count is also what a
 * cache that fills shows: this names who grows, and the verdict says whether that is a leak.
 */
public final class ClassGrowth {
  private static final int MOST = 8;
  private static final long FEWEST_REQUESTS = 10;
  private static final double CHANCE_HIT = 0.1;
  private static final double CHANCE_OF_ANY = 0.01;
  private static final int MULTIPLES = 4;
  private static final double ERRORS = 4;
  private static final double GROWING_SHARE = 0.75;
  private static final double SHARE_OF_ALL = 0.01;
  private static final int FEWEST_ROUNDS = 4;
  private static final double SHARE_OF_JUMPS = 0.1;
  private static final double MOST_LOST = 0.2;

  /** Instances per request of a class of the application that may hold what grows. */
  private static final double FEW_INSTANCES = 0.005;

  private static final double NEARLY = 0.03;
  private static final String BYTE_ARRAY = "[B";

  /** A class of the platform with this share of the growth comes before those that are exact. */
  private static final double MOST_OF_IT = 0.5;

  private static final String CONTENT =
      "this is content, held by the classes named above: free what holds it";
  private static final String CONTENT_ALONE =
      "this is content: find the object of the application that holds it, in a heap dump";

  /** Growth of a class and what its place in the list depends on. */
  private record Ranked(Growth growth, boolean exact, double explained, double gained) {
    boolean ofApplication() {
      return ClassNames.ofApplication(growth.name());
    }

    /** Its own bytes and those of what it may hold, as a part of all that was gained. */
    double share() {
      return gained > 0 ? Math.min(1, explained / gained) : 0;
    }

    int tier() {
      if (ofApplication()) {
        return exact ? 0 : 2;
      }
      if (Resources.owns(growth.name())) {
        return exact ? 1 : 3;
      }
      return exact || share() > MOST_OF_IT ? 4 : 5;
    }
  }

  /**
   * The classes to look at first, at most eight: exact ones of the application by the bytes they
   * explain, exact ones of the platform that own a resource, then what grows strongly of both, and
   * last what only holds or is content. Where no class of the application grows over all rounds,
   * one that grows over the second half of them is named: some leaks set in late. Empty where fewer
   * than four rounds carry class counts.
   *
   * @param floors of one arm, in any order
   */
  public List<Suspect> suspects(List<Tick> floors) {
    List<RoundGain> gains = RoundGain.of(floors);
    if (gains.size() < FEWEST_ROUNDS) {
      return List.of();
    }
    Map<String, ExactCount> byMode = byMode(floors);
    List<Suspect> overall = suspects(gains, byMode);
    if (namesTheApplication(overall)) {
      return overall;
    }
    return late(gains)
        .map(half -> suspects(half, byMode))
        .filter(ClassGrowth::namesTheApplication)
        .orElse(overall);
  }

  /** The second half of the rounds, where these are enough to be halved. */
  private static Optional<List<RoundGain>> late(List<RoundGain> gains) {
    return gains.size() < 4 * FEWEST_ROUNDS
        ? Optional.empty()
        : Optional.of(gains.subList(gains.size() / 2, gains.size()));
  }

  private static boolean namesTheApplication(List<Suspect> suspects) {
    return !suspects.isEmpty() && ClassNames.ofApplication(suspects.get(0).name());
  }

  /**
   * All classes that grow over the rounds or over the second half of them, however many: what a
   * sample of objects is sifted by.
   *
   * @param floors of one arm, in any order
   */
  public List<Suspect> growing(List<Tick> floors) {
    List<RoundGain> gains = RoundGain.of(floors);
    if (gains.size() < FEWEST_ROUNDS) {
      return List.of();
    }
    Map<String, ExactCount> byMode = byMode(floors);
    Map<String, Suspect> growing = new LinkedHashMap<>();
    Stream.concat(Stream.of(gains), late(gains).stream())
        .map(part -> ordered(part, byMode))
        .flatMap(ordered -> suspects(ordered, ordered, byMode).stream())
        .forEach(one -> growing.putIfAbsent(one.name(), one));
    return List.copyOf(growing.values());
  }

  private static List<Suspect> suspects(List<RoundGain> gains, Map<String, ExactCount> byMode) {
    List<Ranked> ordered = ordered(gains, byMode);
    return suspects(first(ordered), ordered, byMode);
  }

  private static List<Suspect> suspects(
      List<Ranked> named, List<Ranked> ordered, Map<String, ExactCount> byMode) {
    return named.stream()
        .map(
            entry ->
                suspect(
                    entry, ordered.get(0), Optional.ofNullable(byMode.get(entry.growth().name()))))
        .toList();
  }

  /** All that grow, the most suspect first. */
  private static List<Ranked> ordered(List<RoundGain> gains, Map<String, ExactCount> byMode) {
    Set<String> names = new HashSet<>();
    for (RoundGain gain : gains) {
      names.addAll(gain.before().classes().keySet());
      names.addAll(gain.after().classes().keySet());
    }
    List<Growth> growths =
        names.stream()
            .map(name -> Growth.of(name, gains))
            .filter(growth -> growth.bytes() > 0)
            .toList();
    boolean manyRequests = gains.stream().allMatch(gain -> gain.requests() >= FEWEST_REQUESTS);
    double gained = growths.stream().mapToDouble(Growth::bytesPerRequest).sum();
    List<Growth> exact =
        growths.stream()
            .filter(
                growth ->
                    byMode.containsKey(growth.name())
                        || (manyRequests && isExact(growth, names.size())))
            .toList();
    Stream<Ranked> ranked =
        growths.stream()
            .filter(growth -> exact.contains(growth) || growsStrongly(growth, gained))
            .map(
                growth ->
                    new Ranked(
                        growth, exact.contains(growth), explainedBy(growth, growths), gained));
    return ranked
        .sorted(
            Comparator.comparingInt(Ranked::tier)
                .thenComparing(Comparator.comparingDouble(Ranked::explained).reversed())
                .thenComparing(
                    Comparator.comparingDouble((Ranked r) -> r.growth().bytesPerRequest())
                        .reversed())
                .thenComparing(r -> r.growth().name()))
        .toList();
  }

  /** Those that grow exactly with the requests of one mode, by the name in the histogram. */
  private static Map<String, ExactCount> byMode(List<Tick> floors) {
    return new ExactCounts()
        .of(floors).stream()
            .filter(one -> one.basis() != ExactCounts.Basis.REQUEST)
            .collect(Collectors.toMap(ExactCount::histogramName, Function.identity()));
  }

  /** The head of the list, with the byte arrays in the last place if they would fall off. */
  private static List<Ranked> first(List<Ranked> ordered) {
    if (ordered.size() <= MOST) {
      return ordered;
    }
    List<Ranked> head = new ArrayList<>(ordered.subList(0, MOST));
    ordered.subList(MOST, ordered.size()).stream()
        .filter(entry -> entry.growth().name().equals(BYTE_ARRAY))
        .findFirst()
        .ifPresent(bytes -> head.set(MOST - 1, bytes));
    return head;
  }

  private static boolean isExact(Growth growth, int classes) {
    return growth.multiple() > 0
        && classes * MULTIPLES * chance(growth.exactRounds(), growth.rounds()) <= CHANCE_OF_ANY;
  }

  /** The probability of so many chance hits or more. */
  static double chance(int hits, int rounds) {
    double term = Math.pow(1 - CHANCE_HIT, rounds);
    double tail = hits == 0 ? term : 0;
    for (int k = 1; k <= rounds; k++) {
      term *= (rounds - k + 1.0) / k * CHANCE_HIT / (1 - CHANCE_HIT);
      tail += k >= hits ? term : 0;
    }
    return tail;
  }

  /**
   * Whether it grows round by round; or in jumps, hardly ever falling, by a large part of what all
   * gained. Few bytes are enough of a class of the application that gains instances: what it holds
   * may be the rest.
   */
  private static boolean growsStrongly(Growth growth, double gainedPerRequest) {
    boolean steady =
        growth.growing() >= GROWING_SHARE * growth.rounds()
            && growth.bytesPerRequest() > ERRORS * growth.error();
    boolean jumps =
        growth.lost() <= MOST_LOST * growth.bytes()
            && growth.growing() >= FEWEST_ROUNDS
            && growth.bytesPerRequest() >= SHARE_OF_JUMPS * gainedPerRequest;
    boolean owner = ClassNames.ofApplication(growth.name()) && growth.perRequest() >= FEW_INSTANCES;
    boolean ownerJumps =
        owner && growth.lost() <= MOST_LOST * growth.bytes() && growth.growing() >= FEWEST_ROUNDS;
    return jumps
        || ownerJumps
        || (steady && (owner || growth.bytesPerRequest() >= SHARE_OF_ALL * gainedPerRequest));
  }

  /**
   * Its own bytes per request and, for an exact class of the application, those of platform classes
   * of which each instance may hold a whole number, give or take {@value #NEARLY}.
   */
  private static double explainedBy(Growth growth, List<Growth> growths) {
    double held = 0;
    if (growth.multiple() > 0 && ClassNames.ofApplication(growth.name())) {
      for (Growth other : growths) {
        double each = other.perRequest() / growth.multiple();
        if (!ClassNames.ofApplication(other.name())
            && Math.rint(each) >= 1
            && Math.rint(each) <= MULTIPLES
            && Math.abs(each - Math.rint(each)) <= NEARLY) {
          held += other.bytesPerRequest();
        }
      }
    }
    return growth.bytesPerRequest() + held;
  }

  private static Suspect suspect(Ranked entry, Ranked head, Optional<ExactCount> ofMode) {
    Growth growth = entry.growth();
    String evidence =
        ofMode
            .map(ExactCount::evidence)
            .orElseGet(() -> entry.exact() ? exactEvidence(growth) : strongEvidence(growth));
    return new Suspect(
        "class",
        ClassNames.inSource(growth.name()),
        growth.perRequest(),
        growth.bytesPerRequest(),
        entry.exact(),
        evidence + (entry.equals(head) ? explains(entry) : ""),
        advice(entry, head));
  }

  private static String advice(Ranked entry, Ranked head) {
    if (entry.tier() < 4) {
      return Advice.forClass(ClassNames.inSource(entry.growth().name()));
    }
    return head.tier() < 4 ? CONTENT : CONTENT_ALONE;
  }

  /**
   * How much of the growth the first suspect explains, with what grows in step with it; nothing
   * where that is next to none, since what it holds is the growth then.
   */
  private static String explains(Ranked head) {
    if (head.share() < SHARE_OF_ALL) {
      return "";
    }
    return String.format(
        Locale.ROOT,
        head.explained() > head.growth().bytesPerRequest()
            ? "; it explains %.0f%% of the growth with what grows in step with it"
            : "; it explains %.0f%% of the growth",
        100 * head.share());
  }

  private static String exactEvidence(Growth growth) {
    return String.format(
        Locale.ROOT,
        "+%.3f instances per request in %d of %d rounds; %,d gained over them",
        (double) growth.multiple(),
        growth.exactRounds(),
        growth.rounds(),
        growth.instances());
  }

  private static String strongEvidence(Growth growth) {
    return String.format(
        Locale.ROOT,
        "%+.3f instances and %s per request; grew in %d of %d rounds",
        growth.perRequest(),
        ByteSize.format(growth.bytesPerRequest()),
        growth.growing(),
        growth.rounds());
  }
}
