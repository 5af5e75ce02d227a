package dev.tidemark.junit;

import dev.tidemark.diagnosis.hprof.OwnHeap;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;

/** What a failed test says: the verdict, and who holds the memory. */
final class FailureMessage {
  private static final int MOST = 4;

  private FailureMessage() {}

  static String of(TargetVerdict verdict, long calls) {
    StringBuilder text = new StringBuilder();
    text.append(verdict.verdict().name())
        .append(": ")
        .append(verdict.verdict().reason())
        .append(String.format(Locale.ROOT, " (after %,d calls)", calls));
    if (verdict.verdict().kind() == Verdict.Kind.INCONCLUSIVE) {
      return text.append("; more requests, or a coarser sensitivity, would tell").toString();
    }
    List<Suspect> suspects = OwnHeap.withHolders(verdict.suspects());
    for (int i = 0; i < Math.min(MOST, suspects.size()); i++) {
      Suspect suspect = suspects.get(i);
      text.append(String.format(Locale.ROOT, "%n  %d. %s", i + 1, suspect.name()))
          .append(String.format(Locale.ROOT, "%n     %s", suspect.evidence()))
          .append(String.format(Locale.ROOT, "%n     %s", suspect.advice()));
    }
    return text.toString();
  }
}
