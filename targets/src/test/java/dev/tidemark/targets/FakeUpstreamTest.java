package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FakeUpstreamTest {
  private static final String MESSAGES =
      "\"messages\":[{\"role\":\"user\",\"content\":\"Tides?\"}]";

  private static TargetProcess upstream;

  @BeforeAll
  static void start() throws IOException {
    upstream = TargetProcess.upstream("--seed", "7");
  }

  @AfterAll
  static void stop() {
    upstream.close();
  }

  private static Http.Answer complete(String more) throws IOException {
    return Http.post(url(), "{\"model\":\"m\"," + MESSAGES + more + "}");
  }

  private static String url() {
    return upstream.url() + "/v1/chat/completions";
  }

  @Test
  void answersInTheShapeOfAChatCompletion() throws IOException {
    Http.Answer answer = complete(",\"max_tokens\":100");

    JsonNode json = answer.json();
    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("application/json");
    assertThat(json.path("object").textValue()).isEqualTo("chat.completion");
    assertThat(json.path("id").textValue()).startsWith("chatcmpl-");
    assertThat(json.path("created").isIntegralNumber()).isTrue();
    assertThat(json.at("/choices/0/message/role").textValue()).isEqualTo("assistant");
    assertThat(json.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
    assertThat(json.at("/usage/completion_tokens").intValue()).isEqualTo(100);
    assertThat(json.at("/usage/total_tokens").intValue())
        .isEqualTo(100 + json.at("/usage/prompt_tokens").intValue());
    assertThat(answer.content()).hasSize(400).matches("[A-Za-z ,.]+");
  }

  @Test
  void streamsEventsThatEndWithDone() throws IOException {
    Http.Answer answer = complete(",\"max_tokens\":2500,\"stream\":true");

    List<String> events = answer.events();
    assertThat(answer.contentType()).isEqualTo("text/event-stream");
    assertThat(answer.lengthKnown()).isFalse();
    assertThat(events).hasSizeGreaterThan(10).last().isEqualTo("[DONE]");
    JsonNode first = Http.MAPPER.readTree(events.get(0));
    JsonNode last = Http.MAPPER.readTree(events.get(events.size() - 2));
    assertThat(first.path("object").textValue()).isEqualTo("chat.completion.chunk");
    assertThat(first.at("/choices/0/delta/role").textValue()).isEqualTo("assistant");
    assertThat(first.at("/choices/0/finish_reason").isNull()).isTrue();
    assertThat(last.at("/choices/0/finish_reason").textValue()).isEqualTo("stop");
    assertThat(answer.content()).hasSize(10_000);
  }

  @Test
  void aModelThatFailsIsAnsweredWith500() throws IOException {
    Http.Answer answer = Http.post(url(), "{\"model\":\"tidemark-fails\"," + MESSAGES + "}");
    assertThat(answer.code()).isEqualTo(500);
    assertThat(answer.json().path("error").textValue()).contains("on purpose");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aModelThatBreaksOffIsCutInTheMiddleOfItsAnswer(boolean stream) throws IOException {
    String asked = ",\"max_tokens\":2500,\"stream\":" + stream + "}";
    String request = "{\"model\":\"tidemark-breaks-off\"," + MESSAGES + asked;
    assertThatThrownBy(() -> Http.post(url(), request))
        .isInstanceOfAny(ConnectionClosedException.class, SocketException.class);
    assertThat(complete(asked.substring(0, asked.length() - 1)).content()).hasSize(10_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2500", "250000"})
  void equalTokensGiveEqualLengthsWhateverThePrompt(String maxTokens) throws IOException {
    for (String stream : List.of("false", "true")) {
      String more = ",\"max_tokens\":" + maxTokens + ",\"stream\":" + stream;
      Http.Answer one = complete(more);
      Http.Answer other =
          Http.post(
              url(),
              "{\"messages\":[{\"role\":\"user\",\"content\":\""
                  + "x".repeat(9_999)
                  + "\"}]"
                  + more
                  + "}");

      assertThat(other.body()).hasSameSizeAs(one.body()).isNotEqualTo(one.body());
      assertThat(one.content()).hasSize(4 * Integer.parseInt(maxTokens));
    }
  }

  @Test
  void everyTwentyAnswersOfALaneAreTheSameSizesInAnotherOrder() throws IOException {
    List<Integer> first = draw("Bearer a", 20);
    List<Integer> second = draw("Bearer a", 20);

    assertThat(second).containsExactlyInAnyOrderElementsOf(first).isNotEqualTo(first);
    assertThat(first.stream().filter(size -> size > 1_000_000 && size < 1_200_000)).hasSize(1);
    assertThat(first.stream().filter(size -> size >= 10_000 && size <= 100_000)).hasSize(19);
  }

  @Test
  void aLaneIsUntouchedByItsNeighboursAndRepeatsWithTheSeed() throws IOException {
    List<Integer> mixed = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      mixed.addAll(draw("Bearer b", 1));
      draw("Bearer c", 1);
    }

    try (TargetProcess again = TargetProcess.upstream("--seed", "7")) {
      List<Integer> alone = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        String body = "{" + MESSAGES + "}";
        String address = again.url() + "/v1/chat/completions";
        alone.add(Http.postAs("Bearer b", address, body).content().length());
      }
      assertThat(mixed).isEqualTo(alone);
    }
  }

  private static List<Integer> draw(String lane, int count) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sizes.add(Http.postAs(lane, url(), "{" + MESSAGES + "}").content().length());
    }
    return sizes;
  }

  @Test
  void aPaceChangesNothingButTheTime() throws IOException {
    String json = complete(",\"max_tokens\":500").body();
    Http.Answer stream = complete(",\"max_tokens\":500,\"stream\":true");

    try (TargetProcess paced = TargetProcess.upstream("--pace-ms", "2")) {
      String address = paced.url() + "/v1/chat/completions";
      String body = "{" + MESSAGES + ",\"max_tokens\":500";
      Http.Answer pacedStream = Http.post(address, body + ",\"stream\":true}");
      assertThat(Http.post(address, body + "}").body()).hasSameSizeAs(json);
      assertThat(pacedStream.body()).hasSameSizeAs(stream.body());
      assertThat(pacedStream.events()).hasSameSizeAs(stream.events());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mess",
        "[]",
        "{}",
        "{\"messages\":[]}",
        "{" + MESSAGES + ",\"max_tokens\":0}",
        "{" + MESSAGES + ",\"max_tokens\":1000001}",
        "{" + MESSAGES + ",\"max_tokens\":\"many\"}"
      })
  void explainsABadRequestInOneLine(String body) throws IOException {
    Http.Answer answer = Http.post(url(), body);

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.json().path("error").textValue()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void tellsItsHealthAndKnowsNothingElse() throws IOException {
    Http.Answer health = Http.get(upstream.url() + "/health");

    assertThat(health.json().path("status").textValue()).isEqualTo("ok");
    assertThat(health.json().path("requestsServed").isIntegralNumber()).isTrue();
    assertThat(Http.get(upstream.url() + "/nothing").code()).isEqualTo(404);
  }
}
