package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Series;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The judgement of labelled recordings, where the folder that {@code -Dtidemark.traces} names is
 * there; writes {@code target/answers.csv}.
 */
class RecordedTracesTest {
  private static final double SENSITIVITY = 100;

  private record Label(String file, String truth, double bytesPerRequest) {}

  @Test
  void floorTracesOfBoundedTargetsAreNoLeaksAndLeaksAreNoPlateaus() throws IOException {
    String folder = System.getProperty("tidemark.traces", "");
    assumeTrue(
        !folder.isEmpty(), "recorded traces are judged only with -Dtidemark.traces=<folder>");
    Path traces = Path.of(folder);
    List<String> answers = new ArrayList<>(List.of("file,verdict,slope,lo,hi"));
    List<String> falseAlarms = new ArrayList<>();
    List<String> misses = new ArrayList<>();
    for (Label label : labels(traces.resolve("truth.csv"))) {
      Optional<SeriesVerdict> judged =
          floors(traces.resolve(label.file()))
              .map(
                  series ->
                      new SeriesAnalyst().judge(series, Question.ofRecording(SENSITIVITY, 0)));
      answers.add(answer(label.file(), judged));
      Verdict.Kind kind =
          judged.map(verdict -> verdict.verdict().kind()).orElse(Verdict.Kind.INCONCLUSIVE);
      if (kind == Verdict.Kind.LEAK && label.truth().equals("PLATEAU")) {
        falseAlarms.add(label.file());
      }
      if (kind == Verdict.Kind.PLATEAU
          && label.truth().equals("LEAK")
          && label.bytesPerRequest() >= SENSITIVITY) {
        misses.add(label.file());
      }
    }
    Files.write(Path.of("target", "answers.csv"), answers);
    assertThat(falseAlarms).isEmpty();
    assertThat(misses).isEmpty();
  }

  private static String answer(String file, Optional<SeriesVerdict> judged) {
    String name = judged.map(v -> v.verdict().name()).orElse("INCONCLUSIVE");
    return judged
        .flatMap(SeriesVerdict::slope)
        .map(
            slope ->
                String.format(
                    Locale.ROOT,
                    "%s,%s,%.3f,%.3f,%.3f",
                    file,
                    name,
                    slope.perRequest(),
                    slope.interval().low(),
                    slope.interval().high()))
        .orElse(file + "," + name + ",0,-1e9,1e9");
  }

  private static List<Label> labels(Path truth) throws IOException {
    return rows(truth).stream()
        .map(
            row ->
                new Label(
                    row.getOrDefault("file", ""),
                    row.getOrDefault("truth", ""),
                    Double.parseDouble(row.getOrDefault("bytes_per_request", "0"))))
        .toList();
  }

  /** The floors after the last restart; absent where the trace holds none. */
  private static Optional<Series> floors(Path trace) throws IOException {
    List<Map<String, String>> floors =
        rows(trace).stream().filter(row -> !row.getOrDefault("floor_bytes", "").isEmpty()).toList();
    int start = 0;
    for (int i = 0; i < floors.size(); i++) {
      start = "restart".equals(floors.get(i).get("event")) ? i : start;
    }
    if (floors.size() < 16) {
      return Optional.empty();
    }
    return Optional.of(
        new Series(
            "floor",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            column(floors.subList(start, floors.size()), "requests"),
            column(floors.subList(start, floors.size()), "floor_bytes")));
  }

  private static double[] column(List<Map<String, String>> rows, String name) {
    return rows.stream()
        .mapToDouble(row -> Double.parseDouble(row.getOrDefault(name, "")))
        .toArray();
  }

  private static List<Map<String, String>> rows(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      Map<String, String> row = new HashMap<>();
      for (int i = 0; i < names.length; i++) {
        row.put(names[i], cells[i]);
      }
      rows.add(row);
    }
    return rows;
  }
}
