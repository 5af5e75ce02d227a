package dev.tidemark.analysis;

import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Verdict;

/** What restarts and missing requests add to the reason of a verdict on a recording. */
final class LivesReasons {
  private static final String NO_REQUESTS = "; no requests in this file, so growth is per hour";
  private static final String SAME_REQUESTS =
      "; requests stand still in this file, so growth is per hour";

  private LivesReasons() {}

  static SeriesVerdict applied(RecordingLife judged, LivesChoice choice) {
    SeriesVerdict series = judged.series();
    String hourly = judged.life().requests().isEmpty() ? NO_REQUESTS : SAME_REQUESTS;
    String more = (judged.axis() == RecordingAxis.HOURS ? hourly : "") + choice.words();
    return more.isEmpty() ? series : series.with(longer(series.verdict(), more));
  }

  private static Verdict longer(Verdict verdict, String more) {
    String reason = verdict.reason() + more;
    if (verdict instanceof Verdict.Leak) {
      return new Verdict.Leak(reason);
    }
    if (verdict instanceof Verdict.Growing growing) {
      return new Verdict.Growing(reason, growing.linear());
    }
    if (verdict instanceof Verdict.Plateau plateau) {
      return new Verdict.Plateau(reason, plateau.sensitivity());
    }
    return verdict instanceof Verdict.Inconclusive ? new Verdict.Inconclusive(reason) : verdict;
  }
}
