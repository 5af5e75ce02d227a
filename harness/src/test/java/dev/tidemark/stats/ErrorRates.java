package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** A table of how often each outcome is given for each simulated target; run by hand. */
final class ErrorRates {
  private ErrorRates() {}

  public static void main(String[] args) {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 4000;
    for (Zoo target : Zoo.values()) {
      boolean leak = Zoo.LEAKS.contains(target);
      double[] amounts = leak ? new double[] {25, 60, 120, 240} : new double[] {20, 100, 1000};
      double[] correlations =
          target == Zoo.FLAT ? new double[] {0, .3, .6, .8, .95} : new double[] {0, .5};
      for (double correlation : correlations) {
        for (double amount : target == Zoo.FLAT ? new double[] {0} : amounts) {
          int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
          Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
          int covered = 0;
          for (int run = 0; run < runs; run++) {
            Zoo.Setting setting = new Zoo.Setting(rounds, amount, correlation, run + 1000L);
            FloorDecision decision =
                FloorTest.of(Settings.atDelta(setting.detectable()))
                    .decide(setting.requests(), target.floors(setting));
            counts.merge(decision.outcome(), 1, Integer::sum);
            double truth = leak ? amount / (rounds * Zoo.REQUESTS_PER_ROUND) : 0;
            FloorDecision.Slope slope = decision.slope().orElseThrow();
            covered += slope.low() <= truth && truth <= slope.high() ? 1 : 0;
          }
          StringBuilder row = new StringBuilder();
          for (Outcome outcome : Outcome.values()) {
            row.append(
                String.format(
                    Locale.ROOT, " %8.3f%%", 100.0 * counts.getOrDefault(outcome, 0) / runs));
          }
          System.out.printf(
              Locale.ROOT,
              "%-20s %6.0f %4.2f %s   covered %6.1f%%%n",
              target,
              amount,
              correlation,
              row,
              100.0 * covered / runs);
        }
      }
    }
  }
}
