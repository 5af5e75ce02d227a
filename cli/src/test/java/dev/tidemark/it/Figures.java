package dev.tidemark.it;

import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** The figures of one arm, also as a row of a Markdown table for {@code docs/measured}. */
final class Figures {
  private static final String OUT = "tidemark.proof.out";

  private Figures() {}

  /** {@code | label | verdict | requests | slope (interval) | reached | noise |}. */
  static String row(String label, TargetVerdict verdict) {
    SeriesVerdict live = verdict.primary().orElseThrow();
    String slope =
        live.slope()
            .map(
                s ->
                    String.format(
                        Locale.ROOT,
                        "%,.2f (%,.2f .. %,.2f)",
                        s.perRequest(),
                        s.interval().low(),
                        s.interval().high()))
            .orElse("none");
    String reached =
        live.reached().isPresent()
            ? String.format(Locale.ROOT, "%,.1f", live.reached().getAsDouble())
            : "none";
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %d | %s | %s | %,.0f |",
        label,
        verdict.verdict().name(),
        verdict.requests(),
        live.rounds(),
        slope,
        reached,
        live.noise());
  }

  /** The growth of the live set per request of one mode; it must be told apart. */
  static SlopeEstimate byMode(TargetVerdict verdict, String mode) {
    return Optional.ofNullable(
            verdict.primary().map(SeriesVerdict::rates).orElseThrow().byMode().get(mode))
        .orElseThrow(() -> new AssertionError(mode + " is not told apart: " + verdict));
  }

  /** Prints a line, and appends it to the file that the proof names, where it names one. */
  static void publish(String line) throws IOException {
    System.out.println(line);
    String out = System.getProperty(OUT, "");
    if (!out.isBlank()) {
      Files.writeString(
          Path.of(out),
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    }
  }
}
