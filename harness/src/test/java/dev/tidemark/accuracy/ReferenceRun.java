package dev.tidemark.accuracy;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.Settings;
import java.util.Arrays;

/** A whole run by the reference rule: the same looks, its error rates shared among them. */
final class ReferenceRun {
  private ReferenceRun() {}

  static Answer.Reference of(Target target, long allowance) {
    Looks looks = Looks.within(RoundLimits.LATER_SEGMENT);
    for (int round = 1; round <= RoundLimits.LATER_SEGMENT; round++) {
      if (!looks.contains(round)) {
        continue;
      }
      double[] x = Arrays.copyOf(target.requests(), round + 1);
      double[] y = Arrays.copyOf(target.readings(), round + 1);
      Verdict.Kind kind =
          ReferenceRule.decide(
              x,
              y,
              Course.sensitivity(),
              Settings.ALPHA_LEAK / looks.count(),
              Settings.ALPHA_PLATEAU / looks.count(),
              allowance);
      boolean leak = kind == Verdict.Kind.LEAK;
      boolean flat = kind == Verdict.Kind.PLATEAU && round >= Looks.FIRST_PLATEAU;
      if (leak || flat) {
        return new Answer.Reference(kind, x[round]);
      }
    }
    return new Answer.Reference(
        Verdict.Kind.INCONCLUSIVE, target.requests()[RoundLimits.LATER_SEGMENT]);
  }
}
