package dev.tidemark.reports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Heap in use over time, while the gate was open: garbage, collections and phases included; latency
 * and load beside it.
 */
final class LoadSection {
  private static final List<String> HEAP_USED =
      List.of("jvm.memory.used", "v8js.memory.heap.used", "process.memory.usage");
  private static final String COLLECTIONS = "jvm.gc.count";
  private final RunRecord record;
  private final RunVerdict verdict;
  private final ChartSheet charts;
  private final long startNanos;

  LoadSection(RunRecord record, RunVerdict verdict, ChartSheet charts) {
    this.record = record;
    this.verdict = verdict;
    this.charts = charts;
    startNanos =
        LongStream.concat(
                record.ticks().stream().mapToLong(Tick::nanos),
                record.events().stream().mapToLong(RunEvent::nanos))
            .min()
            .orElse(0);
  }

  String html() {
    StringBuilder figures = new StringBuilder();
    verdict.targets().forEach(target -> figures.append(figure(target)));
    if (figures.isEmpty()) {
      return "";
    }
    return """
    <section>
    <h2>Heap in use under load</h2>
    <p class="soft small">Garbage included. Shaded: the gate is open and requests flow. Ticks at \
    the foot: the target collected garbage.</p>
    <div class="grid">
    %s</div>
    </section>
    """
        .formatted(figures);
  }

  private String figure(TargetVerdict target) {
    List<Tick> load =
        record.ticksOf(target.name()).stream()
            .filter(tick -> tick.kind() == Tick.Kind.LOAD)
            .toList();
    Optional<String> metric = metric(load);
    if (metric.isEmpty()) {
      return "";
    }
    List<Tick> read =
        load.stream().filter(tick -> tick.samples().containsKey(metric.get())).toList();
    Points points =
        new Points(
            read.stream().mapToDouble(tick -> seconds(tick.nanos())).toArray(),
            read.stream()
                .map(tick -> tick.samples().get(metric.get()))
                .mapToDouble(MemorySample::value)
                .toArray());
    ChartSheet.Chart chart = charts.add("s", "By", 220);
    chart.spec().put("xLabel", "seconds").put("zero", true);
    target.limit().map(Limit::size).ifPresent(size -> chart.spec().put("limit", size.bytes()));
    chart.line(metric.get(), ArmColours.of(verdict, target.name()), points, false);
    int collections = collections(target.name(), chart.spec().putArray("gc"));
    phases(target.name(), chart);
    String words =
        "Heap in use of %s over %s s: at most %s, %s samples, garbage collections seen in %s of them."
            .formatted(
                target.name(),
                Phrases.count(points.x()[points.length() - 1]),
                ByteSize.format(points.max()),
                Phrases.count(points.length()),
                Phrases.count(collections));
    return "<figure class=\"card\"><figcaption class=\"cardhead\"><h3>"
        + Escaped.html(target.name())
        + "</h3><span class=\"soft small\"><code>"
        + Escaped.html(metric.get())
        + "</code></span></figcaption>\n"
        + chart.place(words)
        + chart.readout("Highest: " + ByteSize.format(points.max()))
        + new LoadCourse(record, target.name(), ArmColours.of(verdict, target.name()), startNanos)
            .html(charts, chart.spec().path("xMax").asDouble())
        + "</figure>\n";
  }

  /** The heap's own metric where it was read, else the first that counts bytes with garbage. */
  private static Optional<String> metric(List<Tick> load) {
    Stream<String> known =
        HEAP_USED.stream()
            .filter(name -> load.stream().anyMatch(tick -> tick.samples().containsKey(name)));
    Stream<String> other =
        load.stream()
            .flatMap(tick -> tick.samples().values().stream())
            .filter(sample -> sample.unit() == Unit.BYTES)
            .map(MemorySample::metric);
    return Stream.concat(known, other).findFirst();
  }

  /** Marks each sample under load before which the count of collections rose. */
  private int collections(String arm, ArrayNode marks) {
    List<Double> times = new ArrayList<>();
    double before = Double.NaN;
    for (Tick tick : record.ticksOf(arm)) {
      MemorySample sample = tick.samples().get(COLLECTIONS);
      if (sample == null) {
        continue;
      }
      if (tick.kind() == Tick.Kind.LOAD && sample.value() > before) {
        times.add(seconds(tick.nanos()));
      }
      before = sample.value();
    }
    int every = Math.max(1, times.size() / Points.MOST);
    for (int i = 0; i < times.size(); i += every) {
      marks.add(times.get(i));
    }
    return times.size();
  }

  private void phases(String arm, ChartSheet.Chart chart) {
    ArrayNode open = chart.spec().putArray("open");
    ArrayNode moments = chart.spec().putArray("moments");
    Optional<Double> opened = Optional.empty();
    double end = 0;
    for (RunEvent event : record.events()) {
      end = Math.max(end, seconds(event.nanos()));
      if (!event.arm().isEmpty() && !event.arm().equals(arm)) {
        continue;
      }
      double at = seconds(event.nanos());
      switch (event.event()) {
        case "gate-open" -> opened = Optional.of(at);
        case "gate-closed" -> {
          opened.ifPresent(from -> open.addArray().add(from).add(at));
          opened = Optional.empty();
        }
        case "decided", "crashed", "withdrawn", "gone" ->
            moments.addObject().put("x", at).put("text", event.event());
        default -> {}
      }
    }
    double last = end;
    chart.spec().put("xMin", 0).put("xMax", end);
    opened.ifPresent(from -> open.addArray().add(from).add(last));
  }

  private double seconds(long nanos) {
    return (nanos - startNanos) / 1e9;
  }
}
