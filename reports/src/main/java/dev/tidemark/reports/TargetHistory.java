package dev.tidemark.reports;

import dev.tidemark.model.SlopeEstimate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One target over the runs in which it was judged, oldest first. */
record TargetHistory(String name, List<Run> runs) {
  TargetHistory {
    runs = List.copyOf(runs);
  }

  /** One target in one run. */
  record Run(TrendEntry.Judged entry, VerdictSummary.Target target) {
    Optional<SlopeEstimate> slope() {
      return target.primary().flatMap(VerdictSummary.Primary::slope);
    }
  }

  static List<TargetHistory> of(List<TrendEntry.Judged> entries) {
    Map<String, List<Run>> byName = new LinkedHashMap<>();
    for (TrendEntry.Judged entry : entries) {
      for (VerdictSummary.Target target : entry.verdict().targets()) {
        byName
            .computeIfAbsent(target.name(), name -> new ArrayList<>())
            .add(new Run(entry, target));
      }
    }
    List<TargetHistory> histories = new ArrayList<>();
    byName.forEach((name, runs) -> histories.add(new TargetHistory(name, runs)));
    return histories;
  }

  /**
   * Whether growth jumped with this run: its verdict is worse than the one before, or its whole
   * interval lies above that one's and its growth above what was asked to be found.
   */
  boolean jumped(int index) {
    if (index == 0) {
      return false;
    }
    Run before = runs.get(index - 1);
    Run now = runs.get(index);
    if (now.target().verdict().worseThan(before.target().verdict())) {
      return true;
    }
    if (before.slope().isEmpty() || now.slope().isEmpty()) {
      return false;
    }
    double asked = now.target().primary().map(p -> p.sensitivity().orElse(0)).orElse(0.0);
    return now.slope().get().interval().low() > before.slope().get().interval().high()
        && now.slope().get().perRequest() > asked;
  }
}
