package dev.tidemark.accuracy;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.Settings;
import java.util.Arrays;

/** A whole run by the reference rule: the same looks, its error rates shared among them. */
final class ReferenceRun {
  private static final double BURN_IN = 0.15;

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
              Settings.ALPHA_PLATEAU / looks.count());
      boolean leak = kind == Verdict.Kind.LEAK && growth(y) > allowance;
      boolean flat = kind == Verdict.Kind.PLATEAU && round >= Looks.FIRST_PLATEAU;
      if (leak || flat) {
        return new Answer.Reference(kind, x[round]);
      }
    }
    return new Answer.Reference(
        Verdict.Kind.INCONCLUSIVE, target.requests()[RoundLimits.LATER_SEGMENT]);
  }

  /** After the burn-in, so that a warm-up does not count as growth. */
  private static double growth(double[] y) {
    int start = (int) Math.ceil(BURN_IN * y.length);
    double[] first = Arrays.copyOfRange(y, start, start + 3);
    double[] last = Arrays.copyOfRange(y, y.length - 5, y.length);
    Arrays.sort(first);
    Arrays.sort(last);
    return last[2] - first[1] - 4 * Scale.NOISE;
  }
}
