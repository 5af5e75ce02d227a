package dev.tidemark.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Unit;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatsSamplesTest {

  @Test
  void countsPairWithTheirMaximaByName() throws Exception {
    Map<String, MemorySample> samples =
        read(
            """
            {"logs": {"maxLogs": 1000, "totalLogs": 7},
             "maxRequestHistory": 500, "requestHistoryLength": 12,
             "maxCachedRequests": 50, "cachedRequests": 3,
             "other": {"cachedRequests": 4}}
            """);
    assertThat(samples.keySet())
        .containsExactly(
            "stats/cachedRequests",
            "stats/logs/totalLogs",
            "stats/other/cachedRequests",
            "stats/requestHistoryLength");
    assertBounded(samples, "stats/logs/totalLogs", 7, 1000);
    assertBounded(samples, "stats/requestHistoryLength", 12, 500);
    assertBounded(samples, "stats/cachedRequests", 3, 50);
    assertThat(samples.get("stats/other/cachedRequests"))
        .extracting(MemorySample::kind)
        .isEqualTo(MetricKind.SHOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "heapUsedKB, 1024",
    "heap_used_kb, 1024",
    "rssMB, 1048576",
    "rssMiB, 1048576",
    "bigGB, 1073741824",
    "retainedBytes, 1",
    "keptKiB, 1024"
  })
  void aUnitInTheNameMakesBytes(String name, double scale) throws Exception {
    assertThat(read("{\"" + name + "\": \"10240.50\"}").get("stats/" + name))
        .isEqualTo(
            new MemorySample(
                "stats/" + name, MetricKind.BYTES, Unit.BYTES, 10240.5 * scale, GcState.UNKNOWN));
  }

  @Test
  void trafficInBytesIsShownOnly() throws Exception {
    assertThat(read("{\"sentBytes\": 5}").get("stats/sentBytes"))
        .extracting(MemorySample::kind, MemorySample::unit)
        .containsExactly(MetricKind.SHOWN, Unit.BYTES);
  }

  @Test
  void onlyNumbersCountAndNestedOnesAreNamedByPointer() throws Exception {
    Map<String, MemorySample> samples =
        read(
            """
            {"a": {"b/c": 1, "d": [2, {"e": "3.5"}]}, "up": true, "none": null,
             "text": "12 apples", "date": "2024-01-01", "hex": "0x10", "suffix": "10f",
             "nan": NaN, "text-nan": "NaN", "infinite": 1e999, "huge": 1%s}
            """
                .formatted("0".repeat(400)));
    assertThat(samples.keySet()).containsExactly("stats/a/b~1c", "stats/a/d/0", "stats/a/d/1/e");
  }

  @Test
  void declaredPointersMayConvict() throws Exception {
    StatsSamples declared =
        new StatsSamples(Map.of("/live", "/ceiling"), Set.of("/sessions", "/queueLength"));
    Map<String, MemorySample> samples =
        byName(
            declared,
            "{\"sessions\": 4, \"live\": 5, \"ceiling\": 9, \"queueLength\": 1, \"maxQueue\": 8}");
    assertThat(samples.keySet())
        .containsExactly("stats/live", "stats/queueLength", "stats/sessions");
    assertThat(samples.get("stats/sessions"))
        .extracting(MemorySample::kind)
        .isEqualTo(MetricKind.ENTRIES);
    assertBounded(samples, "stats/live", 5, 9);
    assertThat(samples.get("stats/queueLength"))
        .extracting(MemorySample::kind, MemorySample::bound)
        .containsExactly(MetricKind.ENTRIES, OptionalDouble.of(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "7",
        "\"x\"",
        "null",
        "{\"a\": 1",
        "{\"a\": 1} {}",
        "{}",
        "<html>",
        "[true]"
      })
  void whatHoldsNoStatisticsIsRefusedInOneLine(String body) {
    assertThatThrownBy(() -> StatsDocument.parse(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(StatsUnreadable.class)
        .message()
        .doesNotContain("\n")
        .contains("JSON");
  }

  @Test
  void farTooManyNumbersAreRefused() {
    String many = "[" + "1,".repeat(5_000) + "1]";
    assertThatThrownBy(() -> StatsDocument.parse(many.getBytes(StandardCharsets.UTF_8)))
        .hasMessageContaining("more than 2000 numbers");
  }

  @Test
  void bottomlessNestingIsRefused() {
    byte[] deep = "[".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> StatsDocument.parse(deep)).isInstanceOf(StatsUnreadable.class);
  }

  private static void assertBounded(
      Map<String, MemorySample> samples, String name, double value, double bound) {
    assertThat(samples.get(name))
        .isEqualTo(
            new MemorySample(
                name,
                MetricKind.BOUNDED,
                Unit.COUNT,
                value,
                GcState.UNKNOWN,
                OptionalDouble.of(bound)));
  }

  private static Map<String, MemorySample> read(String json) throws StatsUnreadable {
    return byName(new StatsSamples(Map.of(), Set.of()), json);
  }

  private static Map<String, MemorySample> byName(StatsSamples rules, String json)
      throws StatsUnreadable {
    Map<String, MemorySample> byName = new TreeMap<>();
    rules
        .of(StatsDocument.parse(json.getBytes(StandardCharsets.UTF_8)), GcState.UNKNOWN)
        .forEach(sample -> byName.put(sample.metric(), sample));
    return byName;
  }
}
