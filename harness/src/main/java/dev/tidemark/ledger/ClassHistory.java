package dev.tidemark.ledger;

import dev.tidemark.model.Tick;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which rows of a run keep their class histogram in memory. All of them do in a run of ordinary
 * length; when an arm has {@value #MOST}, every other one is let go, and from then on every second,
 * fourth, eighth is kept. What a class gained between two rows that are far apart is as exact as
 * between neighbours.
 */
final class ClassHistory {
  static final int MOST = 512;

  private final Map<String, Kept> arms = new HashMap<>();

  /** The rows of one arm that hold a histogram. */
  private static final class Kept {
    private List<Integer> places = new ArrayList<>();
    private long met;
    private long stride = 1;
  }

  private Kept of(String arm) {
    return arms.computeIfAbsent(arm, name -> new Kept());
  }

  /** Whether the histogram of the next row of an arm that has one is to be kept. */
  boolean wantsNext(String arm) {
    Kept kept = of(arm);
    return kept.met++ % kept.stride == 0;
  }

  /** The last of these rows has come; lets histograms go where there are too many. */
  void added(List<Tick> ticks) {
    int last = ticks.size() - 1;
    if (ticks.get(last).classes().isEmpty()) {
      return;
    }
    Kept kept = of(ticks.get(last).arm());
    kept.places.add(last);
    if (kept.places.size() < MOST) {
      return;
    }
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < kept.places.size(); i++) {
      int place = kept.places.get(i);
      if (i % 2 == 0) {
        left.add(place);
      } else {
        ticks.set(place, ticks.get(place).withoutClasses());
      }
    }
    kept.places = left;
    kept.stride *= 2;
  }
}
