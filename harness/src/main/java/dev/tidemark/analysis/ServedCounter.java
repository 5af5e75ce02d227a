package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.util.ArrayList;
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
 * found out, for those that were sent to fail by themselves: the reading that agrees best is taken.
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

  /** The counter that the target publishes; absent where it has none that agrees at first. */
  static Optional<ServedCounter> of(List<Tick> ticks) {
    List<Tick> floors =
        ticks.stream()
            .filter(tick -> !tick.kind().underLoad() && tick.counts().inFlight() == 0)
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
    for (long[] counted : readings(floors)) {
      ServedCounter one = compared(name, floors, counted);
      boolean trial = compared(name, floors.subList(0, TRIAL + 1), counted).disagreeing == 0;
      if (trial && (best.isEmpty() || one.disagreeing < best.get().disagreeing)) {
        best = Optional.of(one);
      }
    }
    return best;
  }

  /** What it may count, floor by floor. */
  private static List<long[]> readings(List<Tick> floors) {
    List<ToLongFunction<RequestCounts>> all =
        List.of(
            counts -> counts.completed() + counts.failed() + counts.aborted(),
            counts -> counts.completed() + counts.aborted(),
            counts -> counts.completed() + counts.failed(),
            RequestCounts::completed);
    List<long[]> readings = new ArrayList<>();
    for (ToLongFunction<RequestCounts> one : all) {
      readings.add(floors.stream().mapToLong(tick -> one.applyAsLong(tick.counts())).toArray());
    }
    for (Tick.Kind stage : List.of(Tick.Kind.ERROR, Tick.Kind.UPSTREAM)) {
      if (floors.stream().anyMatch(tick -> tick.kind() == stage)) {
        readings.add(withoutFailuresOf(stage, floors, readings.get(0)));
        readings.add(withoutFailuresOf(stage, floors, readings.get(2)));
      }
    }
    return readings;
  }

  /** What a target counts that leaves out the requests that were sent to fail in one way. */
  private static long[] withoutFailuresOf(Tick.Kind stage, List<Tick> floors, long[] counted) {
    long[] fewer = counted.clone();
    long left = 0;
    for (int i = 1; i < fewer.length; i++) {
      if (floors.get(i).kind() == stage) {
        left += floors.get(i).counts().failed() - floors.get(i - 1).counts().failed();
      }
      fewer[i] -= left;
    }
    return fewer;
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

  private static ServedCounter compared(String name, List<Tick> floors, long[] counted) {
    Tick first = floors.get(0);
    List<Integer> wrong = new ArrayList<>();
    long served = 0;
    long sent = 0;
    long unknown = 0;
    for (int i = 1; i < floors.size(); i++) {
      Tick tick = floors.get(i);
      served = value(name, tick) - value(name, first);
      sent = counted[i] - counted[0];
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
