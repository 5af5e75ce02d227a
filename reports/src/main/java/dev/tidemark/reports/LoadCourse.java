package dev.tidemark.reports;

import dev.tidemark.ledger.LatencyInterval;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.Tick;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What one target's load did besides filling its memory, over the same seconds: the slowest
 * hundredth of the requests of each round, and the time that went into collections and the
 * processor.
 */
final class LoadCourse {
  private static final List<String> PROCESSOR = List.of("jvm.cpu.time", "process.cpu.time");
  private static final String COLLECTING = "jvm.gc.seconds";
  private static final int FEWEST = 2;
  private static final double PERCENT = 100;

  private final RunRecord record;
  private final String arm;
  private final String colour;
  private final long startNanos;

  /**
   * @param startNanos where the axis of seconds begins, by the monotonic clock of the rows
   */
  LoadCourse(RunRecord record, String arm, String colour, long startNanos) {
    this.record = record;
    this.arm = arm;
    this.colour = colour;
    this.startNanos = startNanos;
  }

  /**
   * The charts.
   *
   * @param seconds where the axis of seconds ends
   */
  String html(ChartSheet charts, double seconds) {
    StringBuilder html = new StringBuilder();
    Points slowest = slowest();
    if (slowest.length() >= FEWEST) {
      ChartSheet.Chart chart = chart(charts, "ms", seconds);
      chart.line("p99", colour, slowest, true);
      html.append(
          figure(
              chart,
              "p99 of each round",
              String.format(
                  Locale.ROOT,
                  "Latency of %s, the slowest hundredth of each round: at most %,.0f ms in %d rounds.",
                  arm,
                  slowest.max(),
                  slowest.length())));
    }
    Points collecting = share(List.of(COLLECTING));
    Points processor = share(PROCESSOR);
    if (collecting.length() >= FEWEST || processor.length() >= FEWEST) {
      ChartSheet.Chart chart = chart(charts, "%", seconds);
      List<String> words = new ArrayList<>();
      if (collecting.length() >= FEWEST) {
        chart.line("collections", "mark", collecting, false);
        words.add("time in garbage collections");
      }
      if (processor.length() >= FEWEST) {
        chart.line("processor", colour, processor, false);
        words.add("processor time, of one core");
      }
      html.append(
          figure(
              chart,
              "Percent of the time: " + String.join("; ", words),
              String.format(
                  Locale.ROOT,
                  "Load of %s: at most %.0f%% of the time in collections, %.0f%% of a core.",
                  arm,
                  collecting.max(),
                  processor.max())));
    }
    return html.toString();
  }

  private static ChartSheet.Chart chart(ChartSheet charts, String unit, double seconds) {
    ChartSheet.Chart chart = charts.add("s", unit, 130);
    chart.spec().put("small", true).put("zero", true).put("aligned", true);
    chart.spec().put("xMin", 0).put("xMax", seconds);
    return chart;
  }

  private static String figure(ChartSheet.Chart chart, String title, String words) {
    return "<p class=\"soft small\">"
        + Escaped.html(title)
        + "</p>\n"
        + chart.place(words)
        + chart.readout(words);
  }

  /** Rounds have their place on the wall clock, rows on both. */
  private Points slowest() {
    List<LatencyInterval> rounds =
        record.intervalsOf(arm).stream().filter(r -> r.nanos().getTotalCount() > 0).toList();
    Optional<Tick> any = record.ticksOf(arm).stream().findFirst();
    if (any.isEmpty()) {
      return new Points(new double[0], new double[0]);
    }
    double offset = (any.get().nanos() - startNanos) / 1e9;
    return new Points(
        rounds.stream()
            .mapToDouble(
                round -> offset + Duration.between(any.get().at(), round.to()).toMillis() / 1e3)
            .toArray(),
        rounds.stream()
            .mapToDouble(round -> round.nanos().getValueAtPercentile(99) / 1e6)
            .toArray());
  }

  /**
   * The increase of a counter of seconds, as a share of the time between two readings in a row
   * under load.
   *
   * @param names of the counter, of which the first that is there counts
   */
  private Points share(List<String> names) {
    List<Tick> ticks = record.ticksOf(arm);
    Optional<String> name =
        names.stream()
            .filter(
                one ->
                    ticks.stream()
                        .anyMatch(
                            tick ->
                                tick.kind() == Tick.Kind.LOAD && tick.samples().containsKey(one)))
            .findFirst();
    List<Double> x = new ArrayList<>();
    List<Double> y = new ArrayList<>();
    Optional<Tick> last = Optional.empty();
    for (Tick tick : ticks) {
      Optional<Tick> now =
          Optional.of(tick)
              .filter(one -> one.kind() == Tick.Kind.LOAD)
              .filter(one -> name.filter(key -> one.samples().containsKey(key)).isPresent());
      if (now.isPresent() && last.isPresent() && tick.nanos() > last.get().nanos()) {
        double seconds = (tick.nanos() - last.get().nanos()) / 1e9;
        double spent = value(tick, name.orElse("")) - value(last.get(), name.orElse(""));
        x.add((tick.nanos() - startNanos) / 1e9);
        y.add(PERCENT * Math.max(0, spent) / seconds);
      }
      last = now;
    }
    return new Points(
        x.stream().mapToDouble(Double::doubleValue).toArray(),
        y.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static double value(Tick tick, String name) {
    MemorySample sample = tick.samples().get(name);
    return sample == null ? 0 : sample.value();
  }
}
