package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What either build keeps, seen from outside: live objects and {@code /stats}. */
final class AiProxyMemoryTest {
  private static final String PACKAGE = "dev.tidemark.targets.proxy.";
  private static final int REQUESTS = 37;

  private static TargetProcess upstream;

  @BeforeAll
  static void start() throws IOException {
    upstream = TargetProcess.upstream();
  }

  @AfterAll
  static void stop() {
    upstream.close();
  }

  private static void chat(TargetProcess proxy, int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      String body = "{\"prompt\":\"Tides?\",\"max_tokens\":250,\"stream\":" + (i % 2 == 0) + "}";
      assertThat(Http.post(proxy.url() + "/api/chat", body).code()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'keep-responses,request-map,full-logs,buffer', 37, 37, 37, true",
    "keep-responses, 37, 0, 0, true",
    "request-map, 0, 37, 0, false",
    "full-logs, 0, 0, 37, true",
    "buffer, 0, 0, 0, true",
    "none, 0, 0, 0, false"
  })
  void everyFaultKeepsOneObjectARequestOfItsOwnClassAlone(
      String faults, long responses, long requests, long logs, boolean buffersWhole)
      throws IOException, InterruptedException {
    try (TargetProcess proxy = TargetProcess.leakyProxy(upstream.url(), faults)) {
      chat(proxy, REQUESTS);

      assertThat(
              proxy.liveInstances(
                  PACKAGE + "BufferedResponse", PACKAGE + "CachedRequest", PACKAGE + "LogEntry"))
          .isEqualTo(List.of(responses, requests, logs));
      JsonNode stats = Http.get(proxy.url() + "/stats").json();
      assertThat(stats.path("bufferedResponses").longValue()).isEqualTo(responses);
      assertThat(stats.path("cachedRequests").longValue()).isEqualTo(requests);
      assertThat(stats.path("totalLogs").longValue()).isEqualTo(logs);
      String stream = "{\"prompt\":\"Tides?\",\"max_tokens\":250,\"stream\":true}";
      assertThat(Http.post(proxy.url() + "/api/chat", stream).lengthKnown())
          .isEqualTo(buffersWhole);
    }
  }

  @Test
  void theLeakyBuildTellsSizesAsTextAndCountsASharedResponseTwice() throws IOException {
    try (TargetProcess proxy =
        TargetProcess.leakyProxy(upstream.url(), "keep-responses,full-logs,request-map")) {
      String body = "{\"prompt\":\"Tides?\",\"max_tokens\":2500}";
      int response = Http.post(proxy.url() + "/api/chat", body).body().length();

      JsonNode stats = Http.get(proxy.url() + "/stats").json();
      assertThat(stats.fieldNames())
          .toIterable()
          .containsExactly(
              "cachedRequests",
              "bufferedResponses",
              "totalBufferedSizeKB",
              "totalLogs",
              "totalLogsSizeKB",
              "estimatedTotalMemoryKB");
      int log = response + "Tides?".length();
      assertThat(stats.path("cachedRequests").isIntegralNumber()).isTrue();
      assertThat(stats.path("totalBufferedSizeKB").textValue()).isEqualTo(kilobytes(response));
      assertThat(stats.path("totalLogsSizeKB").textValue()).isEqualTo(kilobytes(log));
      assertThat(stats.path("estimatedTotalMemoryKB").textValue())
          .isEqualTo(kilobytes(response + log));
    }
  }

  private static String kilobytes(int characters) {
    return String.format(Locale.ROOT, "%.2f", characters / 1024.0);
  }

  @Test
  void theFixedBuildStopsAtItsBounds() throws IOException, InterruptedException {
    try (TargetProcess proxy = TargetProcess.fixedProxy(upstream.url())) {
      chat(proxy, 40);
      assertThat(Http.get(proxy.url() + "/stats").body())
          .isEqualTo(
              "{\"cachedRequests\":40,\"maxCachedRequests\":100,\"requestHistoryLength\":40,"
                  + "\"maxRequestHistory\":100,\"totalLogs\":40,\"maxLogs\":500,"
                  + "\"streaming\":true,\"memoryOptimized\":true}");
      chat(proxy, 520);

      assertThat(Http.get(proxy.url() + "/stats").body())
          .isEqualTo(
              "{\"cachedRequests\":100,\"maxCachedRequests\":100,\"requestHistoryLength\":100,"
                  + "\"maxRequestHistory\":100,\"totalLogs\":500,\"maxLogs\":500,"
                  + "\"streaming\":true,\"memoryOptimized\":true}");
      assertThat(proxy.liveInstances(PACKAGE + "RequestSummary", PACKAGE + "LogLine"))
          .containsExactly(100L, 500L);
    }
  }
}
