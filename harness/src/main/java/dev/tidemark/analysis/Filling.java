package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Recognises growth that a published bound ends: a count below its maximum that rises with the live
 * set, and explains it. The correlation of the two over the floors must exceed {@value #EXPLAINS}.
 */
final class Filling {
  private static final double EXPLAINS = 0.95;

  private final List<Tick> floors;

  Filling(FloorSeries floors) {
    this.floors = floors.floors();
  }

  /** FILLING where a bound explains the growth, else the verdict as it stands. */
  Verdict orElse(Verdict verdict) {
    if (!(verdict instanceof Verdict.Growing)) {
      return verdict;
    }
    TreeSet<String> names = new TreeSet<>();
    floors.forEach(
        tick ->
            tick.samples().values().stream()
                .filter(s -> s.kind() == MetricKind.BOUNDED)
                .forEach(s -> names.add(s.metric())));
    for (String name : names) {
      List<Tick> having =
          floors.stream().filter(t -> t.samples().containsKey(name) && live(t) != null).toList();
      if (having.size() < FloorSeries.FEWEST) {
        continue;
      }
      MemorySample first = having.get(0).samples().get(name);
      MemorySample last = having.get(having.size() - 1).samples().get(name);
      if (first == null || last == null || last.bound().isEmpty()) {
        continue;
      }
      double gained = last.value() - first.value();
      double left = last.bound().getAsDouble() - last.value();
      long requests =
          having.get(having.size() - 1).counts().ended() - having.get(0).counts().ended();
      if (gained > 0 && left > 0 && correlation(having, name) > EXPLAINS) {
        long toFull = Math.round(left * requests / gained);
        return new Verdict.Filling(
            String.format(
                Locale.ROOT,
                "%s; %s explains it and stops at %,.0f: full in about %,d requests",
                verdict.reason(),
                name,
                last.bound().getAsDouble(),
                toFull),
            toFull);
      }
    }
    return verdict;
  }

  private static @org.jspecify.annotations.Nullable MemorySample live(Tick tick) {
    return tick.samples().values().stream()
        .filter(s -> s.kind() == MetricKind.LIVE_SET)
        .findFirst()
        .orElse(null);
  }

  private static double correlation(List<Tick> ticks, String name) {
    double[] count = new double[ticks.size()];
    double[] bytes = new double[ticks.size()];
    for (int i = 0; i < ticks.size(); i++) {
      MemorySample counted = ticks.get(i).samples().get(name);
      MemorySample live = live(ticks.get(i));
      count[i] = counted == null ? 0 : counted.value();
      bytes[i] = live == null ? 0 : live.value();
    }
    double meanCount = java.util.Arrays.stream(count).average().orElse(0);
    double meanBytes = java.util.Arrays.stream(bytes).average().orElse(0);
    double both = 0;
    double ofCount = 0;
    double ofBytes = 0;
    for (int i = 0; i < count.length; i++) {
      both += (count[i] - meanCount) * (bytes[i] - meanBytes);
      ofCount += (count[i] - meanCount) * (count[i] - meanCount);
      ofBytes += (bytes[i] - meanBytes) * (bytes[i] - meanBytes);
    }
    return ofCount == 0 || ofBytes == 0 ? 0 : both / Math.sqrt(ofCount * ofBytes);
  }
}
