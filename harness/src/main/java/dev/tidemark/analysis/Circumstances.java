package dev.tidemark.analysis;

import dev.tidemark.analysis.Evidence.Weighed;
import dev.tidemark.model.Finding;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;

/** When a live set grows: with how many requests in flight, and after how many of them. */
final class Circumstances {
  private final Ladder ladder;
  private final List<Tick> ticks;

  /**
   * @param judge with its share of the error rates
   * @param ticks all rows of the arm
   * @param events those of the arm
   */
  Circumstances(SeriesJudge judge, List<Tick> ticks, List<RunEvent> events) {
    this.ladder = new Ladder(judge, ticks, events);
    this.ticks = ticks;
  }

  /** The same verdict, whose reason tells the circumstances of growth. */
  Weighed tell(Weighed weighed) {
    SeriesVerdict series = weighed.series();
    if (series.kind() != MetricKind.LIVE_SET) {
      return weighed;
    }
    boolean grows = series.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE);
    List<Finding> found = new ArrayList<>();
    ladder.of(series).ifPresent(found::add);
    if (grows) {
      Onset.of(series, ticks).ifPresent(found::add);
    }
    if (found.isEmpty()) {
      return weighed;
    }
    List<String> words = new ArrayList<>();
    words.add(series.verdict().reason());
    found.forEach(one -> words.add(one.sentence()));
    List<Finding> findings = new ArrayList<>(weighed.findings());
    findings.addAll(found);
    return new Weighed(
        grows ? series.with(series.verdict().because(String.join("; ", words))) : series, findings);
  }
}
