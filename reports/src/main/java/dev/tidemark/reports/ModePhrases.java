package dev.tidemark.reports;

import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What requests of each mode leave, in words: aborted, failed, completed. */
final class ModePhrases {
  private static final String ROUNDS = "rounds";

  private ModePhrases() {}

  /** One sentence a mode, that of a mode that grows first; empty where no mode was tried. */
  static List<String> of(TargetVerdict target) {
    List<String> growing = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Finding finding : findings(target)) {
      (finding.outcome() == Outcome.GROWS ? growing : others).add(finding.sentence());
    }
    growing.addAll(others);
    return growing;
  }

  /** The mode that drives the growth where completed requests do not. */
  static Optional<Finding> driver(TargetVerdict target) {
    List<Finding> all = findings(target);
    boolean completed =
        all.stream().anyMatch(f -> f.source().equals(ROUNDS) && f.outcome() == Outcome.GROWS);
    return completed
        ? Optional.empty()
        : all.stream()
            .filter(f -> f.outcome() == Outcome.GROWS && f.rate().isPresent())
            .findFirst();
  }

  /** {@code +32.4 KiB per aborted request}; empty where completed requests grow, or nothing. */
  static Optional<String> growth(TargetVerdict target) {
    Optional<SeriesVerdict> series = Phrases.telling(target);
    return driver(target)
        .flatMap(
            finding ->
                series.flatMap(
                    one ->
                        finding
                            .rate()
                            .map(
                                rate ->
                                    Phrases.growth(one.unit(), rate) + " per " + finding.per())));
  }

  private static List<Finding> findings(TargetVerdict target) {
    String series = Phrases.telling(target).map(SeriesVerdict::name).orElse("");
    return target.findings().stream()
        .filter(finding -> finding.series().equals(series))
        .filter(
            finding ->
                finding.source().equals(ROUNDS)
                    || Stage.named(finding.source()).filter(Stage::isMode).isPresent())
        .toList();
  }
}
