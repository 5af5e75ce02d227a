package dev.tidemark.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.ReplaySpec;
import dev.tidemark.traffic.Outgoing;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedTrafficTest {
  private static final String CHAT =
      "{\"timestamp\":\"2026-11-20T10:00:%02dZ\",\"method\":\"POST\",\"path\":\"/api/chat\","
          + "\"headers\":{\"Content-Type\":\"application/json\"},\"body\":{\"prompt\":\"p%d\"}}\n";

  @TempDir private Path folder;

  private RecordedTraffic open(String text, OptionalDouble speed, Map<String, String> headers)
      throws IOException {
    return open(text.getBytes(StandardCharsets.UTF_8), speed, headers);
  }

  private RecordedTraffic open(byte[] content, OptionalDouble speed, Map<String, String> headers)
      throws IOException {
    Path file = folder.resolve("traffic.jsonl");
    Files.write(file, content);
    return RecordedTraffic.open(
        new ReplaySpec(file, speed, headers), Map.of("TOKEN", "from-the-environment"));
  }

  private static String text(Outgoing request) {
    return new String(request.body(), StandardCharsets.UTF_8);
  }

  private static String chats(int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(CHAT.formatted(i, i));
    }
    return lines.toString();
  }

  @Test
  void requestsComeInTheOrderOfTheFileAndStartAgainAfterTheLast() throws IOException {
    RecordedTraffic traffic = open(chats(3), OptionalDouble.of(1), Map.of());
    assertThat(text(traffic.request(0))).isEqualTo("{\"prompt\":\"p0\"}");
    assertThat(text(traffic.request(2))).isEqualTo("{\"prompt\":\"p2\"}");
    assertThat(text(traffic.request(4))).isEqualTo("{\"prompt\":\"p1\"}");
    assertThat(traffic.request(1).method()).isEqualTo("POST");
    assertThat(traffic.request(1).path()).isEqualTo("/api/chat");
    assertThat(traffic.notes()).isEmpty();
    assertThat(traffic.notesAtEnd()).singleElement().asString().contains("sent 1.7 times");
  }

  @Test
  void theTimingIsThatOfTheRecordingBySpeed() throws IOException {
    RecordedTraffic twice = open(chats(3), OptionalDouble.of(2), Map.of());
    assertThat(twice.due(0)).contains(Duration.ZERO);
    assertThat(twice.due(2)).contains(Duration.ofSeconds(1));
    assertThat(twice.due(3)).contains(Duration.ofMillis(1_500));
    assertThat(open(chats(3), OptionalDouble.empty(), Map.of()).due(2)).isEmpty();
  }

  @Test
  void aLongPauseIsShortenedAndSaid() throws IOException {
    RecordedTraffic traffic =
        open(
            "{\"timestamp\":1000,\"path\":\"/a\"}\n{\"timestamp\":40000,\"path\":\"/a\"}\n",
            OptionalDouble.of(1),
            Map.of());
    assertThat(traffic.due(1)).contains(Duration.ofSeconds(5));
    assertThat(traffic.notes()).containsExactly("1 pauses of the recording were shortened to 5 s");
  }

  @Test
  void aWrongLineIsLeftOutAndTheFirstIsNamed() throws IOException {
    String lines = CHAT.formatted(0, 0) + "{\"path\": \n" + "[]\n" + chats(3);
    RecordedTraffic traffic = open(lines, OptionalDouble.of(1), Map.of());
    assertThat(text(traffic.request(1))).isEqualTo("{\"prompt\":\"p0\"}");
    assertThat(traffic.notes())
        .singleElement()
        .asString()
        .startsWith("2 lines of the recording are left out: line 2 is not JSON");
  }

  @Test
  void aMissingTimestampIsSentRightAfterTheOneBeforeAndSaid() throws IOException {
    String lines = CHAT.formatted(0, 0) + "{\"path\":\"/b\"}\n" + CHAT.formatted(1, 1);
    RecordedTraffic traffic = open(lines, OptionalDouble.of(1), Map.of());
    assertThat(traffic.due(1)).contains(Duration.ZERO);
    assertThat(traffic.due(2)).contains(Duration.ofSeconds(1));
    assertThat(traffic.notes())
        .containsExactly(
            "1 recorded requests have no timestamp, the first in line 2: each is sent right after"
                + " the one before it");
  }

  @Test
  void aBodyOfTenMegabytesIsSentWhole() throws IOException {
    String body = "x".repeat(10 << 20);
    RecordedTraffic traffic =
        open(
            "{\"path\":\"/upload\",\"body\":\"" + body + "\"}\n" + chats(1),
            OptionalDouble.empty(),
            Map.of());
    assertThat(traffic.request(0).body()).hasSize(10 << 20);
    assertThat(text(traffic.request(1))).isEqualTo("{\"prompt\":\"p0\"}");
  }

  @Test
  void binaryContentComesInBase64AndOtherwiseIsAWrongLine() throws IOException {
    byte[] content = {0, (byte) 0xff, 17, (byte) 0xc3, 10};
    String coded = Base64.getEncoder().encodeToString(content);
    String lines = "{\"path\":\"/image\",\"bodyBase64\":\"" + coded + "\"}\n" + chats(2);
    RecordedTraffic traffic = open(lines, OptionalDouble.empty(), Map.of());
    assertThat(traffic.request(0).body()).isEqualTo(content);
    byte[] raw =
        ("{\"path\":\"/image\",\"body\":\"\u00ff\"}\n" + chats(2))
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(open(raw, OptionalDouble.empty(), Map.of()).notes())
        .singleElement()
        .asString()
        .startsWith("1 lines of the recording are left out: line 1 is not ");
  }

  @Test
  void secretsAreDroppedAndReplacedFromTheEnvironment() throws IOException {
    String line =
        "{\"path\":\"/chat?api_key=SECRET1&model=a\",\"headers\":{\"Authorization\":\"Bearer SECRET2\","
            + "\"cookie\":\"s=SECRET3\",\"X-Api-Key\":\"SECRET4\",\"Accept\":\"*/*\",\"Host\":\"old\"},"
            + "\"body\":\"hello\"}\n";
    RecordedTraffic traffic =
        open(line, OptionalDouble.empty(), Map.of("authorization", "Bearer ${TOKEN}"));
    Outgoing request = traffic.request(0);
    assertThat(request.path()).isEqualTo("/chat?model=a");
    assertThat(request.headers())
        .containsOnly(
            Map.entry("Accept", "*/*"), Map.entry("authorization", "Bearer from-the-environment"));
    assertThat(open(line, OptionalDouble.empty(), Map.of()).request(0).headers())
        .containsOnlyKeys("Accept");
  }

  @Test
  void routesAreFoundFromPathsWithoutWhatNamesASingleThing() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      lines.append("{\"method\":\"GET\",\"path\":\"/users/").append(i).append("?page=2\"}\n");
      lines.append(CHAT.formatted(i, i));
    }
    lines.append("{\"method\":\"GET\",\"path\":\"/rare\"}\n");
    RecordedTraffic traffic = open(lines.toString(), OptionalDouble.empty(), Map.of());
    assertThat(traffic.routes()).contains("GET /users/{id}", "POST /api/chat", "other requests");
    assertThat(traffic.route(0)).isEqualTo("GET /users/{id}");
    assertThat(traffic.route(120)).isEqualTo("other requests");
  }

  @Test
  void whatIsNoRecordingIsSaidInOneLine() throws IOException {
    assertThatThrownBy(() -> open("this\nis\ntext\n", OptionalDouble.empty(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is no recording of requests: line 1 is not JSON");
    assertThatThrownBy(() -> open("", OptionalDouble.empty(), Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it is empty");
  }

  @Test
  void aHarFileIsReadByItsEntries() throws IOException {
    String entries =
        String.join(
            ",",
            IntStream.range(0, 3)
                .mapToObj(
                    i ->
                        """
                        {"startedDateTime":"2026-11-20T10:00:0%d.000Z","request":{"method":"POST",
                         "url":"https://shop.example/api/chat?n=%d","headers":[{"name":"Cookie","value":"x"},
                         {"name":":authority","value":"shop.example"},{"name":"Content-Type","value":"application/json"}],
                         "postData":{"mimeType":"application/json","text":"{\\"n\\":%d}"}},"response":{"content":{"text":"…"}}}
                        """
                            .formatted(i, i, i))
                .toList());
    String other =
        "{\"startedDateTime\":\"2026-11-20T10:00:00Z\",\"request\":{\"method\":\"GET\",\"url\":\"https://cdn.example/a.js\"}}";
    Path file = folder.resolve("session.har");
    Files.writeString(
        file, "{\"log\":{\"version\":\"1.2\",\"entries\":[" + other + "," + entries + "]}}");
    RecordedTraffic traffic =
        RecordedTraffic.open(new ReplaySpec(file, OptionalDouble.of(1), Map.of()), Map.of());
    assertThat(traffic.request(1).path()).isEqualTo("/api/chat?n=1");
    assertThat(traffic.request(1).headers()).containsOnlyKeys("Content-Type");
    assertThat(text(traffic.request(2))).isEqualTo("{\"n\":2}");
    assertThat(traffic.due(2)).contains(Duration.ofSeconds(2));
    assertThat(traffic.notes())
        .containsExactly(
            "1 requests of the HAR file to other hosts than shop.example are left out");
  }

  /** 400,000 requests; what is held does not depend on them. */
  @Test
  void manyRequestsTakeNoMemory() throws IOException {
    Path file = folder.resolve("many.jsonl");
    String padding = "y".repeat(200);
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (int i = 0; i < 400_000; i++) {
        out.write("{\"path\":\"/p\",\"body\":\"" + padding + i + "\"}\n");
      }
    }
    long before = used();
    RecordedTraffic traffic =
        RecordedTraffic.open(new ReplaySpec(file, OptionalDouble.empty(), Map.of()), Map.of());
    long after = used();
    assertThat(text(traffic.request(399_999))).endsWith("399999");
    assertThat(text(traffic.request(123_456))).endsWith("123456");
    assertThat(after - before).isLessThan(3L << 20);
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
