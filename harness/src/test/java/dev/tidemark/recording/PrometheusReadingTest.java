package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.recording.ReadingOptions.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrometheusReadingTest {
  @TempDir Path folder;

  @Test
  void eachSeriesOfMemoryIsARecordingWithTheRequestsOfItsInstance() throws Exception {
    Found found =
        read(
            answer(
                series("http_requests_total", "i=\"a\",code=\"200\"", "0 10", "15 20", "30 30"),
                series("heap_used_bytes", "i=\"a\"", "0 50000000", "15 51000000", "30 52000000"),
                series("heap_used_bytes", "i=\"b\"", "0 60000000", "15 60000000", "30 60000000"),
                series("http_requests_total", "i=\"a\",code=\"500\"", "0 1", "15 1", "30 2"),
                series("http_requests_total", "i=\"b\",code=\"200\"", "0 5", "15 6", "30 7")));
    assertThat(found.format()).isEqualTo(Format.PROMETHEUS);
    assertThat(found.recordings()).extracting(Recording::name).containsExactly("a", "b");
    Life a = only(found.recordings().get(0));
    assertThat(a.track(After.NOTHING).requests()).containsExactly(11, 21, 32);
    assertThat(a.track(After.NOTHING).bytes()).containsExactly(5e7, 5.1e7, 5.2e7);
    assertThat(a.track(After.NOTHING).seconds()).containsExactly(0, 15, 30);
    assertThat(only(found.recordings().get(1)).requests()).contains(2.0);
    assertThat(found.remarks())
        .contains(
            "read requests from metric http_requests_total",
            "read memory from metric heap_used_bytes");
  }

  @Test
  void withoutRequestsGrowthIsToldByTimeAlone() throws Exception {
    Found found = read(answer(series("", "", "0 50000000", "60 50000000")));
    assertThat(only(found.recordings().get(0)).requests()).isEmpty();
    assertThat(found.recordings().get(0).name()).isEqualTo("saved");
    assertThat(found.remarks()).anyMatch(remark -> remark.contains("per hour"));
  }

  @Test
  void severalAnswersInOneFileAndOverSeveralFilesAreOne() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("a.json"),
            answer(series("requests_total", "", "0 1", "15 2"))
                + "\n"
                + answer(series("rss_bytes", "", "0 50000000", "15 51000000")));
    Found one = new RecordingFiles(ReadingOptions.NONE).read("a", List.of(file));
    assertThat(only(one.recordings().get(0)).requests()).contains(1.0);
  }

  @Test
  void gapsAndValuesThatAreNoneAreNamed() throws Exception {
    Recording recording =
        read(answer(series("rss_bytes", "", "0 5e7", "15 NaN", "30 5e7", "45 5e7", "3600 5e7")))
            .recordings()
            .get(0);
    assertThat(only(recording).track(After.NOTHING).length()).isEqualTo(4);
    assertThat(recording.defects())
        .containsExactly(
            "a value is 'NaN': left out (sample 2)",
            "a gap of more than 5 steps without a reading (sample 5)");
  }

  @Test
  void aCounterThatFallsIsARestart() throws Exception {
    Recording recording =
        read(answer(
                series("requests_total", "", "0 100", "15 200", "30 5", "45 9"),
                series("rss_bytes", "", "0 5e7", "15 6e7", "30 4e7", "45 4e7")))
            .recordings()
            .get(0);
    assertThat(recording.lives()).hasSize(2);
    assertThat(recording.lives().get(1).requests()).contains(4.0);
  }

  @Test
  void aGaugeOfTheLastCollectionCountsWhenItChanges() throws Exception {
    Recording recording =
        read(answer(series("jvm_memory_used_after_last_gc_bytes", "", "0 5e7", "15 5e7", "30 6e7")))
            .recordings()
            .get(0);
    assertThat(only(recording).track(After.MINOR).seconds()).containsExactly(0, 30);
    Recording live =
        read(answer(series("jvm_gc_live_data_size_bytes", "", "0 5e7", "15 5e7", "30 6e7")))
            .recordings()
            .get(0);
    assertThat(only(live).track(After.MAJOR).length()).isEqualTo(2);
  }

  @Test
  void metricsAreAsTheUserSays() throws Exception {
    String text =
        answer(
            series("rss_bytes", "", "0 5e7", "15 5e7"),
            series("heap_bytes", "", "0 4e7", "15 4e7"),
            series("calls", "", "0 1", "15 3"));
    ReadingOptions options =
        new ReadingOptions(
            Map.of(),
            Map.of(Role.MEMORY, "heap_bytes", Role.REQUESTS, "calls"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Life life = only(read(text, options).recordings().get(0));
    assertThat(life.track(After.NOTHING).bytes()).containsExactly(4e7, 4e7);
    assertThat(life.requests()).contains(2.0);
    refused(text, "heap_bytes and rss_bytes", "--memory-metric");
  }

  @Test
  void whatIsNoRangeQueryIsSaidInOneLine() {
    refused("{}", "no answer to a Prometheus range query");
    refused("{\"schema\":1,\"verdict\":\"LEAK\",\"targets\":[{}]}", "no answer to a Prometheus");
    refused("{\"status\":\"error\",\"error\":\"query timed out\"}", "query timed out");
    refused("{\"data\":{\"resultType\":\"vector\",\"result\":[]}}", "instant query (vector)");
    refused(answer(), "found nothing");
    refused("{\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\"", "no reading of memory");
    refused("{\"data\": nonsense}", "is no JSON at line 1");
    refused(answer(series("rss_bytes", "", "0 many")), "sample 1 is 'many'");
    refused(answer(series("rss_bytes", "", "0 -5")), "below 0");
    refused(answer(series("rss", "", "0 400", "15 401")), "--memory-unit");
    refused(
        "{\"data\":{\"resultType\":\"matrix\",\"result\":[{\"metric\":{},\"values\":[[1]]}]}}",
        "no pair of time and value");
    refused(answer(series("rss_bytes", "", "0 5e7", "15 5e4")), "units are mixed");
  }

  @Test
  void aTornAnswerIsJudgedByWhatPrecedes() throws Exception {
    String text = answer(series("rss_bytes", "", "0 5e7", "15 5e7", "30 5e7"));
    Recording recording = read(text.substring(0, text.indexOf("[30"))).recordings().get(0);
    assertThat(only(recording).track(After.NOTHING).length()).isEqualTo(2);
    assertThat(recording.defects()).anyMatch(defect -> defect.contains("ends early"));
  }

  private static String answer(String... series) {
    return "{\"status\":\"success\",\"data\":{\"resultType\":\"matrix\",\"result\":["
        + String.join(",", series)
        + "]}}";
  }

  /** A series with labels as PromQL writes them, and samples as {@code time value}. */
  private static String series(String name, String labels, String... samples) {
    String metric =
        (name.isEmpty() ? "" : "\"__name__\":\"" + name + "\"")
            + (labels.isEmpty() ? "" : ",\"" + labels.replace("=", "\":").replace(",", ",\""));
    StringBuilder values = new StringBuilder();
    for (String sample : samples) {
      String[] parts = sample.split(" ", 2);
      values.append(values.isEmpty() ? "" : ",").append('[').append(parts[0]);
      values.append(",\"").append(parts[1]).append("\"]");
    }
    return "{\"metric\":{" + metric + "},\"values\":[" + values + "]}";
  }

  private void refused(String text, String... said) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UnreadableRecording.class)
        .hasMessageContainingAll(said)
        .message()
        .hasLineCount(1);
  }

  private Found read(String text) throws Exception {
    return read(text, ReadingOptions.NONE);
  }

  private Found read(String text, ReadingOptions options) throws Exception {
    Path file = Files.writeString(folder.resolve("saved.json"), text);
    return new RecordingFiles(options).read("saved", List.of(file));
  }

  private static Life only(Recording recording) {
    assertThat(recording.lives()).hasSize(1);
    return recording.lives().get(0);
  }
}
