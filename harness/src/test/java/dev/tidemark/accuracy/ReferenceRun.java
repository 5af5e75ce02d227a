package dev.tidemark.accuracy;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.Settings;
import java.util.Arrays;

/** A whole run by the reference rule, at its own looks, its error rates shared among them. */
final class ReferenceRun {
  private static final int[] LOOKS = {16, 24, 36, 54, 80, 120, 180};

  private ReferenceRun() {}

  static Answer.Reference of(Target target, long allowance) {
    double all = target.requests()[RoundLimits.LATER_SEGMENT];
    for (int round : LOOKS) {
      double[] x = Arrays.copyOf(target.requests(), round + 1);
      double[] y = Arrays.copyOf(target.readings(), round + 1);
      Verdict.Kind kind =
          ReferenceRule.decide(
              x,
              y,
              Course.sensitivity(),
              Settings.ALPHA_LEAK / LOOKS.length,
              Settings.ALPHA_PLATEAU / LOOKS.length,
              allowance);
      boolean leak = kind == Verdict.Kind.LEAK;
      boolean flat = kind == Verdict.Kind.PLATEAU && round >= Looks.FIRST_PLATEAU;
      if (leak || flat) {
        boolean wrong = target.kind().truth().contradicts(kind);
        return new Answer.Reference(kind, wrong ? all : x[round]);
      }
    }
    return new Answer.Reference(Verdict.Kind.INCONCLUSIVE, all);
  }
}
