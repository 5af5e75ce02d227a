package dev.tidemark.analysis;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.diagnosis.ExactCounts;
import dev.tidemark.diagnosis.ExactCounts.ExactCount;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * What the counts of single classes show beside the bytes of all: a count that grows by the same
 * whole number with every request has no noise, so it shows growth where the bytes are too noisy,
 * and it is measured against the allowance of entries.
 */
final class EvidenceOfClasses {
  static final String SOURCE = "classes";
  private static final double NANOS = 1e9;
  private static final ClassCount NONE = new ClassCount(0, 0);

  private final Allowance allowance;

  EvidenceOfClasses(Allowance allowance) {
    this.allowance = allowance;
  }

  /**
   * A class that grows exactly, and is large enough to matter.
   *
   * @param entries how many it gained since the first floor of the run
   * @param seconds over which it was seen to do so
   * @param hidden whether the live set falls meanwhile, which says nothing against it
   * @param allowed how many may be gained
   * @param what they are, in words
   */
  record Entries(
      Finding finding, long entries, double seconds, boolean hidden, long allowed, String what) {
    boolean tooMany() {
      return entries > allowed;
    }
  }

  /**
   * The class that gained most instances with an exact count, where it or the live set as a whole
   * surely gained a tenth of the sensitivity; one that gained more than is allowed goes before.
   * Where the live set as a whole rules such growth out, the class took the place of others, and
   * nothing is held against it; but not where it falls, because something else is let go.
   *
   * <p>A connection is no entry of a cache: there is a socket behind it, as a rule, so that as many
   * are allowed as descriptors, whether or not it has one.
   *
   * @param series the live set
   * @param floors of the last long segment, over which counts are to be exact
   * @param run all rows of the arm
   */
  Optional<Entries> of(SeriesVerdict series, List<Tick> floors, List<Tick> run) {
    double least = StageEvidence.EFFECT_FLOOR * series.sensitivity();
    List<Entries> all =
        new ExactCounts()
            .of(floors).stream()
                .filter(one -> Math.max(one.bytesPerRequest(), StageEvidence.low(series)) >= least)
                .filter(
                    one ->
                        falls(series)
                            || one.bytesPerRequest() <= series.reached().orElse(Double.MAX_VALUE))
                .map(one -> entries(series, one, sinceTheStart(one, floors, run), seconds(floors)))
                .toList();
    return all.stream().filter(Entries::tooMany).findFirst().or(() -> all.stream().findFirst());
  }

  /** Whether less is held after every request, by more than a tenth of the sensitivity. */
  private static boolean falls(SeriesVerdict series) {
    double least = StageEvidence.EFFECT_FLOOR * series.sensitivity();
    return series.slope().filter(slope -> slope.interval().high() < -least).isPresent();
  }

  /** What it gained in the segments before, and before its counts were compared, counts as well. */
  private static long sinceTheStart(ExactCount one, List<Tick> floors, List<Tick> run) {
    OptionalLong first = instances(one, run).findFirst();
    OptionalLong last = instances(one, floors).reduce((before, after) -> after);
    return first.isPresent() && last.isPresent()
        ? Math.max(one.gained(), last.getAsLong() - first.getAsLong())
        : one.gained();
  }

  private static LongStream instances(ExactCount one, List<Tick> ticks) {
    return ticks.stream()
        .filter(tick -> tick.kind() == Tick.Kind.FLOOR && !tick.classes().isEmpty())
        .mapToLong(tick -> tick.classes().getOrDefault(one.histogramName(), NONE).instances());
  }

  private static double seconds(List<Tick> floors) {
    return floors.isEmpty()
        ? 0
        : (floors.get(floors.size() - 1).nanos() - floors.get(0).nanos()) / NANOS;
  }

  private Entries entries(SeriesVerdict series, ExactCount one, long entries, double seconds) {
    boolean connections = ClassNames.isConnection(one.histogramName());
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
                + (entries > one.gained()
                    ? String.format(Locale.ROOT, ", %,d since the first floor", entries)
                    : "")
                + "; a cache that fills does the same"),
        entries,
        seconds,
        falls(series),
        connections ? allowance.descriptors() : allowance.entriesOfOneClass(),
        connections ? "connections" : "entries");
  }
}
