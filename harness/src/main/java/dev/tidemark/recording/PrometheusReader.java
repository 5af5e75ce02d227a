package dev.tidemark.recording;

import dev.tidemark.model.Recording;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads recordings out of saved answers to range queries: each series of the metric of memory is
 * one, with the requests of the series whose labels agree with its own. Three passes: what series
 * there are, their requests, their memory.
 */
final class PrometheusReader {
  private static final int MOST_SERIES = 10_000;
  private static final String TORN = "the JSON ends early: judged by what precedes";

  private final String name;
  private final ReadingOptions options;

  PrometheusReader(String name, ReadingOptions options) {
    this.name = name;
    this.options = options;
  }

  Found read(List<Path> files) throws IOException, UnreadableRecording {
    Listing listing = new Listing();
    boolean torn = new PrometheusScan(listing).run(files);
    List<PrometheusSeries> all = listing.series();
    if (all.isEmpty()) {
      throw new UnreadableRecording("holds no series: the query found nothing");
    }
    PrometheusChoice choice = PrometheusChoice.of(all, options);
    Requests requests = new Requests(choice);
    if (!choice.requests().isEmpty()) {
      new PrometheusScan(requests).run(files);
      requests.end();
    }
    Memory memory = new Memory(choice, requests);
    new PrometheusScan(memory).run(files);
    return new Found(Format.PROMETHEUS, memory.recordings(torn), remarks(choice));
  }

  private List<String> remarks(PrometheusChoice choice) {
    List<String> remarks = new ArrayList<>(choice.remarks());
    if (choice.requests().isEmpty()) {
      remarks.add("no metric tells requests: growth is told per hour");
    }
    return remarks;
  }

  /** The names of all series. */
  private static final class Listing implements PrometheusScan.Visitor {
    private final List<Map<String, String>> labels = new ArrayList<>();

    @Override
    public void begin() throws UnreadableRecording {
      if (labels.size() == MOST_SERIES) {
        throw new UnreadableRecording(
            "holds more than " + MOST_SERIES + " series: add them up in the query");
      }
      labels.add(new HashMap<>());
    }

    @Override
    public void label(String label, String value) {
      labels.get(labels.size() - 1).put(label, value);
    }

    @Override
    public void sample(double seconds, String value) {
      // names only
    }

    List<PrometheusSeries> series() {
      List<PrometheusSeries> series = new ArrayList<>();
      for (int i = 0; i < labels.size(); i++) {
        series.add(PrometheusSeries.of(i, labels.get(i)));
      }
      return series;
    }
  }

  /** The requests that belong to each series of memory. */
  private static final class Requests implements PrometheusScan.Visitor {
    private final Map<Integer, List<RequestsCurve>> curves = new HashMap<>();
    private final Map<Integer, RequestsCurve> ofMemory = new HashMap<>();
    private final Map<List<Integer>, RequestsCurve> distinct = new HashMap<>();
    private List<RequestsCurve> now = List.of();
    private int at = -1;

    Requests(PrometheusChoice choice) {
      for (PrometheusSeries memory : choice.memory()) {
        List<Integer> agreeing =
            choice.requests().stream()
                .filter(series -> series.agreesWith(memory))
                .map(PrometheusSeries::at)
                .toList();
        if (agreeing.isEmpty()) {
          continue;
        }
        ofMemory.put(memory.at(), distinct.computeIfAbsent(agreeing, this::curve));
      }
    }

    private RequestsCurve curve(List<Integer> series) {
      RequestsCurve made = new RequestsCurve();
      series.forEach(one -> curves.computeIfAbsent(one, key -> new ArrayList<>()).add(made));
      return made;
    }

    @Override
    public void begin() {
      now = curves.getOrDefault(++at, List.of());
      now.forEach(RequestsCurve::series);
    }

    @Override
    public void label(String label, String value) {
      // known
    }

    @Override
    public void sample(double seconds, String value) throws UnreadableRecording {
      Numbers numbers = new Numbers(false);
      if (!now.isEmpty()
          && numbers.read(value, 0, value.length()) == Numbers.Kind.NUMBER
          && numbers.value() >= 0) {
        for (RequestsCurve curve : now) {
          curve.sample(seconds, numbers.value());
        }
      }
    }

    void end() {
      distinct.values().forEach(RequestsCurve::end);
    }

    Optional<RequestsCurve> of(PrometheusSeries memory) {
      return Optional.ofNullable(ofMemory.get(memory.at()));
    }
  }

  /** The readings of each series of memory. */
  private final class Memory implements PrometheusScan.Visitor {
    private final Map<Integer, PrometheusReadings> readings = new HashMap<>();
    private final List<PrometheusReadings> inOrder = new ArrayList<>();
    private int at = -1;

    Memory(PrometheusChoice choice, Requests requests) {
      for (PrometheusSeries series : choice.memory()) {
        String title = choice.memory().size() == 1 ? name : series.distinguished(choice.memory());
        PrometheusReadings one =
            new PrometheusReadings(title, series.name(), requests.of(series), options);
        readings.put(series.at(), one);
        inOrder.add(one);
      }
    }

    @Override
    public void begin() {
      at++;
    }

    @Override
    public void label(String label, String value) {
      // known
    }

    @Override
    public void sample(double seconds, String value) throws UnreadableRecording {
      PrometheusReadings one = readings.get(at);
      if (one != null) {
        one.sample(seconds, value);
      }
    }

    List<Recording> recordings(boolean torn) throws UnreadableRecording {
      List<Recording> recordings = new ArrayList<>();
      for (PrometheusReadings one : inOrder) {
        if (torn) {
          one.defect(TORN);
        }
        one.recording().ifPresent(recordings::add);
      }
      if (recordings.isEmpty()) {
        throw new UnreadableRecording("holds no reading of memory");
      }
      double largest = inOrder.stream().mapToDouble(PrometheusReadings::largest).max().orElse(0);
      if (inOrder.get(0).unit().isEmpty() && largest > 0 && largest < CsvTable.LEAST_BYTES) {
        throw new UnreadableRecording(
            String.format(
                Locale.ROOT,
                "does not tell the unit of memory, whose largest value is %.0f: say it with"
                    + " --memory-unit",
                largest));
      }
      return recordings;
    }
  }
}
