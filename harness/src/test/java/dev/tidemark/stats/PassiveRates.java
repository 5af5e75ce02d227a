package dev.tidemark.stats;

import dev.tidemark.stats.FloorDecision.Outcome;
import dev.tidemark.stats.PassiveZoo.Run;
import dev.tidemark.stats.PassiveZoo.Setting;
import java.util.Locale;

/** Error rates of the passive test over simulated heaps, printed. */
final class PassiveRates {
  private PassiveRates() {}

  public static void main(String[] args) {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
    double[][] bands = {{0.3, 3}, {3, 8}, {8, 12}, {12, 20}, {20, 60}};
    System.out.printf(
        "%-20s %9s %7s %7s %7s %7s%n", "shape", "majors", "LEAK", "PLAT", "GROW", "INC");
    for (PassiveZoo shape : PassiveZoo.values()) {
      if (Boolean.getBoolean("leaks") && !shape.grows()) continue;
      for (double[] band : bands) {
        int[] c = new int[4];
        for (int i = 0; i < runs; i++) {
          double grown =
              shape.grows()
                  ? Double.parseDouble(System.getProperty("g0", "4"))
                      * Math.pow(
                          Double.parseDouble(System.getProperty("gr", "15")),
                          new java.util.SplittableRandom(i * 7919L).nextDouble())
                  : 0;
          Run run = shape.run(new Setting(i, 960, grown, band[0], band[1]));
          double delta = Math.max(0, 4 * PassiveZoo.MEGABYTE / run.requests());
          PassiveDecision d = PassiveTest.of(delta, 1).decide(run.readings());
          c[d.outcome().ordinal()]++;
        }
        System.out.printf(
            Locale.ROOT,
            "%-20s %4.1f-%4.1f %7.2f %7.2f %7.2f %7.2f%n",
            shape,
            band[0],
            band[1],
            100.0 * c[Outcome.LEAK.ordinal()] / runs,
            100.0 * c[Outcome.PLATEAU.ordinal()] / runs,
            100.0 * c[Outcome.GROWING.ordinal()] / runs,
            100.0 * c[Outcome.INCONCLUSIVE.ordinal()] / runs);
      }
    }
  }
}
