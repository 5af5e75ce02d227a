package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AiProxyTest {
  private static TargetProcess upstream;
  private static TargetProcess fixed;
  private static TargetProcess leaky;

  @BeforeAll
  static void start() throws IOException {
    upstream = TargetProcess.upstream();
    fixed = TargetProcess.fixedProxy(upstream.url());
    leaky =
        TargetProcess.start(TargetProcess.PROXY, "--mode", "leaky", "--upstream", upstream.url());
  }

  @AfterAll
  static void stop() {
    leaky.close();
    fixed.close();
    upstream.close();
  }

  private static TargetProcess proxy(String mode) {
    return mode.equals("fixed") ? fixed : leaky;
  }

  private static Http.Answer chat(TargetProcess proxy, String body) throws IOException {
    return Http.post(proxy.url() + "/api/chat", body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "leaky"})
  void passesBothShapesOnInBothModes(String mode) throws IOException {
    String plain = "{\"prompt\":\"Tides?\",\"max_tokens\":300";
    String openAi =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Tides?\"}],"
            + "\"max_tokens\":300";
    for (String shape : List.of(plain, openAi)) {
      Http.Answer whole = chat(proxy(mode), shape + "}");
      assertThat(whole.code()).isEqualTo(200);
      assertThat(whole.contentType()).isEqualTo("application/json");
      assertThat(whole.content()).hasSize(1_200);

      Http.Answer stream = chat(proxy(mode), shape + ",\"stream\":true}");
      assertThat(stream.contentType()).isEqualTo("text/event-stream");
      assertThat(stream.content()).hasSize(1_200);
      assertThat(stream.events()).last().isEqualTo("[DONE]");
    }
  }

  @Test
  void drawsFromTheLaneOfTheClientsAuthorization() throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String url = (i < 20 ? fixed : leaky).url() + "/api/chat";
      sizes.add(Http.postAs("Bearer lane", url, "{\"prompt\":\"Tides?\"}").content().length());
    }

    assertThat(sizes.subList(20, 40))
        .containsExactlyInAnyOrderElementsOf(sizes.subList(0, 20))
        .contains(1_040_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"fixed", "leaky"})
  void answersFiftyClientsAtOnce(String mode) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(50);
    try {
      List<Callable<Http.Answer>> calls = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        String end = i % 2 == 0 ? ",\"stream\":true}" : "}";
        calls.add(() -> chat(proxy(mode), "{\"prompt\":\"Tides?\",\"max_tokens\":2500" + end));
      }
      for (Future<Http.Answer> answer : clients.invokeAll(calls)) {
        assertThat(answer.get().code()).isEqualTo(200);
        assertThat(answer.get().content()).hasSize(10_000);
      }
    } finally {
      clients.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt",
        "7",
        "{}",
        "{\"prompt\":7}",
        "{\"messages\":[]}",
        "{\"messages\":[{\"role\":\"user\"}]}",
        "{\"prompt\":\"Tides?\",\"max_tokens\":-1}",
        "{\"prompt\":\"Tides?\",\"stream\":\"yes\"}"
      })
  void explainsABadRequestInOneLine(String body) throws IOException {
    Http.Answer answer = chat(fixed, body);

    assertThat(answer.code()).isEqualTo(400);
    assertThat(answer.json().path("error").textValue()).isNotBlank().doesNotContain("\n");
  }

  @Test
  void answers404InJsonElsewhere() throws IOException {
    for (String path : List.of("/", "/api/chat", "/stats/x")) {
      Http.Answer answer = Http.get(fixed.url() + path);
      assertThat(answer.code()).isEqualTo(404);
      assertThat(answer.json().path("error").textValue()).contains(path);
    }
  }

  @Test
  void healthCountsTheChatsThatArrived() throws IOException {
    long before = served();
    chat(fixed, "{\"prompt\":\"Tides?\",\"max_tokens\":1}");
    chat(fixed, "{\"prompt\":\"Tides?\",\"max_tokens\":1,\"stream\":true}");
    chat(fixed, "not JSON");
    Http.get(fixed.url() + "/stats");

    assertThat(served()).isEqualTo(before + 3);
  }

  private static long served() throws IOException {
    JsonNode health = Http.get(fixed.url() + "/health").json();
    assertThat(health.path("status").textValue()).isEqualTo("ok");
    return health.path("requestsServed").longValue();
  }
}
