package dev.tidemark.analysis;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Tick.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one series gained from one reading to the next, and what happened in between.
 *
 * @param mode how the answered requests were sent: {@code sequential} or {@code concurrent}
 * @param requests ended in between, by mode; those that failed are a mode of their own
 * @param inFlight at the second reading
 */
record FloorStep(
    String mode, Map<String, Long> requests, double seconds, double gain, long inFlight) {
  private static final double BURN_IN = 0.15;

  /** Steps of a stage that are left out: the target settles from what came before. */
  private static final int SETTLING = 2;

  private static final Set<Kind> STAGES = EnumSet.of(Kind.SEQUENTIAL, Kind.IDLE, Kind.REPEAT);

  long of(String of) {
    return requests.getOrDefault(of, 0L);
  }

  /**
   * The steps of the last long segment and of the stages after it. Those under the same prompts
   * again and again are not among them: they are another kind of traffic.
   */
  static List<FloorStep> of(String series, List<Tick> ticks, boolean oneUser) {
    List<Tick> floors = FloorSeries.lastSegmentOf(ticks).floors();
    List<FloorStep> steps = new ArrayList<>();
    append(series, floors, (int) Math.ceil(BURN_IN * floors.size()), oneUser, steps);
    for (Kind kind : STAGES) {
      append(
          series,
          ticks.stream().filter(tick -> tick.kind() == kind).toList(),
          SETTLING,
          oneUser,
          steps);
    }
    return steps;
  }

  private static void append(
      String series, List<Tick> floors, int start, boolean oneUser, List<FloorStep> into) {
    for (int i = Math.max(1, start); i < floors.size(); i++) {
      MemorySample before = floors.get(i - 1).samples().get(series);
      MemorySample after = floors.get(i).samples().get(series);
      if (before != null && after != null) {
        into.add(between(floors.get(i - 1), before, floors.get(i), after, oneUser));
      }
    }
  }

  /** From the last floor of the rounds to each reading under load. */
  static List<FloorStep> underLoad(String series, List<Tick> ticks, boolean oneUser) {
    List<FloorStep> steps = new ArrayList<>();
    Tick floor = null;
    MemorySample before = null;
    for (Tick tick : ticks) {
      MemorySample sample = tick.samples().get(series);
      if (sample == null) {
        continue;
      }
      if (tick.kind() == Kind.FLOOR) {
        floor = tick;
        before = sample;
      } else if (tick.kind() == Kind.PRESSURE
          && tick.counts().inFlight() > 0
          && floor != null
          && before != null) {
        steps.add(between(floor, before, tick, sample, oneUser));
      }
    }
    return steps;
  }

  private static FloorStep between(
      Tick first, MemorySample before, Tick second, MemorySample after, boolean oneUser) {
    String mode = oneUser || second.kind() == Kind.SEQUENTIAL ? "sequential" : "concurrent";
    return new FloorStep(
        mode,
        Map.of(
            mode,
            second.counts().completed() - first.counts().completed(),
            Attribution.FAILED,
            second.counts().failed() - first.counts().failed(),
            Attribution.ABORTED,
            second.counts().aborted() - first.counts().aborted()),
        (second.nanos() - first.nanos()) / 1e9,
        after.value() - before.value(),
        second.counts().inFlight());
  }
}
