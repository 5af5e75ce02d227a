package dev.tidemark.stats;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.stats.FloorDecision.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Measures error rates of the passive test; run by {@code scripts/proof-passive}. */
class PassiveProofTest {
  private static final double[][] MAJORS = {{0.3, 3}, {3, 8}, {8, 20}, {20, 60}};

  @Test
  void writesTheErrorRatesOfEveryShape() throws IOException {
    String out = System.getProperty("tidemark.proof.out", "");
    assumeTrue(
        "passive".equals(System.getProperty("tidemark.proof", "")), "only for the published table");
    int runs = Integer.getInteger("tidemark.proof.runs", 10_000);
    StringBuilder table = new StringBuilder();
    for (PassiveZoo shape : PassiveZoo.values()) {
      for (double[] majors : MAJORS) {
        table.append(row(shape, majors, new PassiveRates(shape, majors[0], majors[1], runs)));
      }
    }
    Files.writeString(Path.of(out), table, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String row(PassiveZoo shape, double[] majors, PassiveRates rates) {
    Outcome error = shape.grows() ? Outcome.PLATEAU : Outcome.LEAK;
    return String.format(
        Locale.ROOT,
        "| %s | %s | %s-%s | %.2f | %.2f | %.2f | %.2f | %.3f | %s |%n",
        shape.name().toLowerCase(Locale.ROOT).replace('_', ' '),
        truth(shape),
        plain(majors[0]),
        plain(majors[1]),
        100 * rates.share(Outcome.LEAK),
        100 * rates.share(Outcome.PLATEAU),
        100 * rates.share(Outcome.GROWING),
        100 * rates.share(Outcome.INCONCLUSIVE),
        100 * rates.upper(error),
        shape == PassiveZoo.LEAK ? String.format(Locale.ROOT, "%.1f", 100 * rates.coverage()) : "");
  }

  private static String truth(PassiveZoo shape) {
    if (shape.grows()) {
      return "leak";
    }
    return shape.settles() ? "bounded" : "undecidable";
  }

  private static String plain(double majors) {
    return majors < 1 ? Double.toString(majors) : Long.toString(Math.round(majors));
  }
}
