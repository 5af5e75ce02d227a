package dev.tidemark.reports;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Two arms beside each other: the one before, the one after, and what lies between them.
 *
 * @param rows those that matter most first
 */
record ArmsTable(TargetVerdict before, TargetVerdict after, List<Row> rows) {
  static final String HELD_BY = "held by";

  private static final String BASELINE = "baseline";
  private static final String NONE = "–";

  /**
   * One figure of both.
   *
   * @param change empty where it is not a figure
   */
  record Row(String what, String before, String after, String change) {}

  /** Of a run of exactly two arms: the baseline first, where one is named so. */
  static Optional<ArmsTable> of(RunVerdict run) {
    if (run.targets().size() != 2) {
      return Optional.empty();
    }
    TargetVerdict first = run.targets().get(0);
    TargetVerdict second = run.targets().get(1);
    boolean swapped = isBaseline(second) && !isBaseline(first);
    TargetVerdict before = swapped ? second : first;
    TargetVerdict after = swapped ? first : second;
    return Optional.of(new ArmsTable(before, after, rows(before, after)));
  }

  /** Whether one of them is what the other is compared with. */
  boolean hasBaseline() {
    return isBaseline(before);
  }

  private static boolean isBaseline(TargetVerdict target) {
    return target.name().equalsIgnoreCase(BASELINE);
  }

  private static List<Row> rows(TargetVerdict before, TargetVerdict after) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("verdict", before.verdict().name(), after.verdict().name(), ""));
    rows.add(
        new Row("growth per request", growth(before), growth(after), growthBetween(before, after)));
    add(rows, "requests until the limit", before, after, ArmsTable::untilLimit);
    bytes(rows, "live set at the end", before, after, t -> boxed(t.lastFloor()));
    bytes(rows, "highest heap under load", before, after, t -> boxed(t.peakBytes()));
    bytes(
        rows,
        "held per request in flight",
        before,
        after,
        t -> t.perInFlight().map(SlopeEstimate::perRequest));
    add(
        rows,
        "safe in flight",
        before,
        after,
        t ->
            t.safeInFlight().isPresent()
                ? Optional.of(Phrases.count(t.safeInFlight().getAsLong()))
                : Optional.empty());
    add(
        rows,
        "a limit that is enough",
        before,
        after,
        t -> t.sizing().recommended().map(limit -> SizingPhrases.whole(limit.size())));
    add(rows, HELD_BY, before, after, t -> t.suspects().stream().findFirst().map(Suspect::name));
    add(rows, "requests", before, after, t -> Optional.of(Phrases.count(t.requests())));
    return List.copyOf(rows);
  }

  private static Optional<Double> boxed(java.util.OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static String growth(TargetVerdict target) {
    return target
        .primary()
        .flatMap(series -> series.slope().map(slope -> Phrases.growth(series.unit(), slope)))
        .orElse(NONE);
  }

  /** What the rounds of both, compared one by one, say; else the difference of both figures. */
  private static String growthBetween(TargetVerdict before, TargetVerdict after) {
    Optional<SlopeEstimate> paired =
        after.findings().stream()
            .filter(finding -> finding.source().equals(BASELINE))
            .findFirst()
            .flatMap(Finding::rate);
    Unit unit = after.primary().map(SeriesVerdict::unit).orElse(Unit.BYTES);
    if (paired.isPresent()) {
      return Phrases.growth(unit, paired.get()) + " (" + Phrases.interval(unit, paired.get()) + ")";
    }
    Optional<Double> was = slope(before);
    Optional<Double> is = slope(after);
    return was.isPresent() && is.isPresent() && unit == Unit.BYTES
        ? signed(is.get() - was.get())
        : "";
  }

  private static Optional<Double> slope(TargetVerdict target) {
    return target.primary().flatMap(SeriesVerdict::slope).map(SlopeEstimate::perRequest);
  }

  private static Optional<String> untilLimit(TargetVerdict target) {
    return target.requestsToLimit().map(range -> Phrases.requests(range).replace(" requests", ""));
  }

  private static void add(
      List<Row> rows,
      String what,
      TargetVerdict before,
      TargetVerdict after,
      Function<TargetVerdict, Optional<String>> figure) {
    Optional<String> was = figure.apply(before);
    Optional<String> is = figure.apply(after);
    if (was.isPresent() || is.isPresent()) {
      rows.add(new Row(what, was.orElse(NONE), is.orElse(NONE), ""));
    }
  }

  private static void bytes(
      List<Row> rows,
      String what,
      TargetVerdict before,
      TargetVerdict after,
      Function<TargetVerdict, Optional<Double>> figure) {
    Optional<Double> was = figure.apply(before);
    Optional<Double> is = figure.apply(after);
    if (was.isPresent() || is.isPresent()) {
      rows.add(
          new Row(
              what,
              was.map(ByteSize::format).orElse(NONE),
              is.map(ByteSize::format).orElse(NONE),
              was.isPresent() && is.isPresent() ? signed(is.get() - was.get()) : ""));
    }
  }

  private static String signed(double bytes) {
    return (bytes < 0 ? "-" : "+") + ByteSize.format(Math.abs(bytes));
  }
}
