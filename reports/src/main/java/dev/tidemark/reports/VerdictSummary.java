package dev.tidemark.reports;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The part of a {@code verdict.json} that comparing runs needs. */
public record VerdictSummary(
    Verdict.Kind verdict, RunVerdict.Gate gate, int exit, String reason, List<Target> targets) {

  public VerdictSummary {
    targets = List.copyOf(targets);
  }

  /**
   * One target.
   *
   * @param primary the series on which the verdict chiefly rests; absent where none was measured
   * @param suspect the name of the first suspect
   */
  public record Target(
      String name,
      Verdict.Kind verdict,
      String reason,
      Optional<Primary> primary,
      Optional<String> suspect) {}

  /**
   * The growth of the primary series.
   *
   * @param slope absent when nothing could be fitted
   * @param sensitivity the growth that was asked to be found
   */
  public record Primary(
      String name, Unit unit, Optional<SlopeEstimate> slope, OptionalDouble sensitivity) {}
}
