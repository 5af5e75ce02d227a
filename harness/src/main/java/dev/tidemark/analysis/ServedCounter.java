package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;

/**
 * The target's own counter of requests, against what the injector counted.
 *
 * <p>A counter is recognised by its name and by its agreement over the first rounds, to the
 * request. From then on it must agree at every floor but for the requests of which the injector
 * cannot know whether they were served. Whether it counts failed and aborted requests, too, is
 * found out: the reading that agrees best is taken.
 *
 * @param name of the series
 * @param served by its own count, since the first floor
 * @param sent by the injector's, without those that are unknown
 * @param unknown of which the injector cannot know
 * @param disagreeing floors
 * @param floors that were compared
 */
record ServedCounter(
    String name, long served, long sent, long unknown, int disagreeing, int floors) {
  private static final Pattern NAME =
      Pattern.compile(
          "(total|num|number|http)?requests?(served|handled|processed|received|total|count)?"
              + "|(served|handled|processed)(requests?|total|count)?");
  private static final int TRIAL = 3;

  /** A single disagreeing floor before the last one may be one that was read too soon. */
  private static final int TOO_SOON = 1;

  private static final Set<Tick.Kind> UNDER_LOAD = EnumSet.of(Tick.Kind.LOAD, Tick.Kind.PRESSURE);

  /** The counter that the target publishes; absent where it has none that agrees at first. */
  static Optional<ServedCounter> of(List<Tick> ticks) {
    List<Tick> floors =
        ticks.stream()
            .filter(tick -> !UNDER_LOAD.contains(tick.kind()) && tick.counts().inFlight() == 0)
            .toList();
    Set<String> names = new TreeSet<>();
    floors.stream()
        .limit(TRIAL)
        .flatMap(tick -> tick.samples().entrySet().stream())
        .filter(entry -> entry.getValue().kind() == MetricKind.SHOWN && named(entry.getKey()))
        .forEach(entry -> names.add(entry.getKey()));
    return names.stream().flatMap(name -> of(name, floors).stream()).findFirst();
  }

  private static boolean named(String series) {
    String leaf = series.substring(series.lastIndexOf('/') + 1);
    return NAME.matcher(leaf.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT)).matches();
  }

  private static Optional<ServedCounter> of(String name, List<Tick> all) {
    List<Tick> floors = all.stream().filter(tick -> tick.samples().containsKey(name)).toList();
    if (floors.size() <= TRIAL || restarted(name, floors)) {
      return Optional.empty();
    }
    Optional<ServedCounter> best = Optional.empty();
    for (ToLongFunction<RequestCounts> counted : readings()) {
      ServedCounter one = compared(name, floors, counted);
      boolean trial = compared(name, floors.subList(0, TRIAL + 1), counted).disagreeing == 0;
      if (trial && (best.isEmpty() || one.disagreeing < best.get().disagreeing)) {
        best = Optional.of(one);
      }
    }
    return best;
  }

  /** What it may count. */
  private static List<ToLongFunction<RequestCounts>> readings() {
    return List.of(
        counts -> counts.completed() + counts.failed() + counts.aborted(),
        counts -> counts.completed() + counts.aborted(),
        counts -> counts.completed() + counts.failed(),
        RequestCounts::completed);
  }

  private static boolean restarted(String name, List<Tick> floors) {
    for (int i = 1; i < floors.size(); i++) {
      if (value(name, floors.get(i)) < value(name, floors.get(i - 1))) {
        return true;
      }
    }
    return false;
  }

  private static long value(String name, Tick tick) {
    MemorySample sample = tick.samples().get(name);
    return sample == null ? 0 : Math.round(sample.value());
  }

  private static ServedCounter compared(
      String name, List<Tick> floors, ToLongFunction<RequestCounts> counted) {
    Tick first = floors.get(0);
    List<Integer> wrong = new ArrayList<>();
    long served = 0;
    long sent = 0;
    long unknown = 0;
    for (int i = 1; i < floors.size(); i++) {
      Tick tick = floors.get(i);
      served = value(name, tick) - value(name, first);
      sent = counted.applyAsLong(tick.counts()) - counted.applyAsLong(first.counts());
      unknown = tick.counts().unknown() - first.counts().unknown();
      if (served < sent || served > sent + unknown) {
        wrong.add(i);
      }
    }
    boolean tooSoon = wrong.size() == TOO_SOON && wrong.get(0) < floors.size() - 1;
    return new ServedCounter(
        name, served, sent, unknown, tooSoon ? 0 : wrong.size(), floors.size() - 1);
  }

  boolean agrees() {
    return disagreeing == 0;
  }

  /** How far the two are apart beyond what is unknown, as a share of what was sent. */
  double share() {
    long beyond = Math.max(sent - served, served - sent - unknown);
    return Math.max(0, beyond) / (double) Math.max(1, sent);
  }

  String words() {
    String counts = String.format(Locale.ROOT, "%s counted %,d requests, ", name, served);
    String own =
        String.format(
            Locale.ROOT,
            "the injector %,d%s",
            sent,
            unknown == 0
                ? ""
                : String.format(Locale.ROOT, " and %,d of which it cannot know", unknown));
    return agrees()
        ? counts + own + ": they agree"
        : counts
            + own
            + String.format(
                Locale.ROOT,
                ": they disagree in %,d of %,d rounds, so growth per request cannot be told; look"
                    + " for other clients, or for a proxy that sends requests again",
                disagreeing,
                floors);
  }
}
