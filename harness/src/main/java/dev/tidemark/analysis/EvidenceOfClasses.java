package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ExactCounts;
import dev.tidemark.diagnosis.ExactCounts.ExactCount;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Optional;

/**
 * What the counts of single classes show beside the bytes of all: a count that grows by the same
 * whole number with every request has no noise, so it shows growth where the bytes are too noisy,
 * and it is measured against the allowance of entries.
 */
final class EvidenceOfClasses {
  static final String SOURCE = "classes";

  /**
   * A class that grows exactly, and is large enough to matter.
   *
   * @param entries how many it gained
   */
  record Entries(Finding finding, long entries) {}

  private EvidenceOfClasses() {}

  /**
   * The class that gained most instances with an exact count, where it or the live set as a whole
   * surely gained a tenth of the sensitivity. Where the live set as a whole rules such growth out,
   * the class took the place of others, and nothing is held against it.
   *
   * @param series the live set
   */
  static Optional<Entries> of(SeriesVerdict series, List<Tick> floors) {
    double least = StageEvidence.EFFECT_FLOOR * series.sensitivity();
    return new ExactCounts()
        .of(floors).stream()
            .filter(one -> Math.max(one.bytesPerRequest(), StageEvidence.low(series)) >= least)
            .filter(one -> one.bytesPerRequest() <= series.reached().orElse(Double.MAX_VALUE))
            .findFirst()
            .map(one -> entries(series, one));
  }

  private static Entries entries(SeriesVerdict series, ExactCount one) {
    return new Entries(
        new Finding(
            SOURCE,
            series.name(),
            Outcome.EXACT,
            Optional.empty(),
            "request",
            one.name()
                + " grows exactly: "
                + one.evidence()
                + "; a cache that fills does the same"),
        one.gained());
  }
}
