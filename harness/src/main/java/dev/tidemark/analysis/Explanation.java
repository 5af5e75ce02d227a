package dev.tidemark.analysis;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * One clause that says which memory grows when it is not the heap: {@code heap flat, RSS +84.0 KiB
 * per request: native}.
 */
final class Explanation {
  private static final double HARDLY_ANY = 0.1;

  private Explanation() {}

  /**
   * The clause.
   *
   * @param grows the series that decides
   * @param all every series of the target
   */
  static String of(SeriesVerdict grows, List<SeriesVerdict> all) {
    String heap =
        all.stream()
            .filter(one -> one.kind() == MetricKind.LIVE_SET)
            .findFirst()
            .map(live -> heap(live, grows))
            .orElse("");
    return heap + memory(grows) + rate(grows) + (isNative(grows) ? ": native" : "");
  }

  /** What leaks beside a live set that does, and faster; empty where nothing does. */
  static String beside(SeriesVerdict live, List<SeriesVerdict> all) {
    double slope = live.slope().map(SlopeEstimate::perRequest).orElse(0.0);
    return all.stream()
        .filter(one -> !one.name().equals(live.name()) && one.verdict().kind() == Verdict.Kind.LEAK)
        .filter(one -> one.unit() == Unit.BYTES)
        .filter(one -> one.slope().map(SlopeEstimate::perRequest).orElse(0.0) > slope)
        .findFirst()
        .map(one -> "; beside it " + memory(one) + rate(one) + (isNative(one) ? ": native" : ""))
        .orElse("");
  }

  private static String heap(SeriesVerdict live, SeriesVerdict grows) {
    return switch (live.verdict().kind()) {
      case PLATEAU -> "heap flat, ";
      case FILLING -> "heap bounded, ";
      case INCONCLUSIVE -> flatSoFar(live, grows) ? "heap flat so far, " : "heap undecided, ";
      case GROWING, LEAK, CRASHED -> "heap growing, ";
    };
  }

  /** Whether what the heap may gain explains hardly any of the growth. */
  private static boolean flatSoFar(SeriesVerdict live, SeriesVerdict grows) {
    double highest =
        live.slope().map(slope -> slope.interval().high()).orElse(Double.POSITIVE_INFINITY);
    double lowest = live.slope().map(slope -> slope.interval().low()).orElse(0.0);
    double other = grows.slope().map(SlopeEstimate::perRequest).orElse(0.0);
    return grows.unit() == Unit.BYTES ? highest < HARDLY_ANY * other : lowest <= 0;
  }

  private static boolean isNative(SeriesVerdict series) {
    return series.kind() == MetricKind.NATIVE;
  }

  private static String memory(SeriesVerdict series) {
    return switch (series.kind()) {
      case NATIVE, RESIDENT -> "RSS";
      case THREADS -> series.name().contains("virtual") ? "virtual threads" : "threads";
      case DESCRIPTORS -> "file descriptors";
      case CLASSES -> "loaded classes";
      case LIVE_SET, BYTES, ENTRIES, BOUNDED, INDIRECT, SHOWN ->
          switch (series.name()) {
            case "jvm.memory.metaspace" -> "metaspace";
            case "jvm.buffer.memory.used" -> "direct buffers";
            case "jvm.buffer.memory.used.mapped" -> "mapped buffers";
            default -> series.name();
          };
    };
  }

  private static String rate(SeriesVerdict series) {
    return series
        .slope()
        .map(
            slope ->
                (slope.perRequest() < 0 ? " " : " +")
                    + (series.unit() == Unit.BYTES
                        ? series.unit().format(slope.perRequest())
                        : String.format(Locale.ROOT, "%.3f", slope.perRequest()))
                    + " per request")
        .orElse(" growing");
  }
}
