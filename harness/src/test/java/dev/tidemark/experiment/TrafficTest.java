package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RequestSpec;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrafficTest {
  private static final String CHAT =
      "{\"prompt\":\"#{prompt}\",\"max_tokens\":#{maxTokens},\"stream\":#{stream},\"n\":#{index}}";

  private static Traffic traffic(long seed, String body, Map<String, String> headers) {
    return new Traffic(new RequestSpec("POST", "/api/chat", headers, body, true, 6_000), seed);
  }

  private static List<Long> sorted(LongStream values) {
    return values.sorted().boxed().toList();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 77, 1_000_003})
  void everyRoundAsksForTheSameMultisetOfSizes(long seed) {
    Traffic traffic = traffic(seed, CHAT, Map.of());
    List<Long> tokens = sorted(LongStream.range(0, 20).map(traffic::maxTokens));
    List<Long> prompts = sorted(LongStream.range(0, 20).map(i -> traffic.prompt(i).length()));
    for (long round = 1; round < 50; round++) {
      long from = round * Traffic.DECK;
      assertThat(sorted(LongStream.range(from, from + 20).map(traffic::maxTokens)))
          .isEqualTo(tokens);
      assertThat(sorted(LongStream.range(from, from + 20).map(i -> traffic.prompt(i).length())))
          .isEqualTo(prompts);
    }
  }

  @Test
  void theOrderInsideARoundChanges() {
    Traffic traffic = traffic(1, CHAT, Map.of());
    List<Integer> first = LongStream.range(0, 20).mapToObj(traffic::maxTokens).toList();
    List<Integer> second = LongStream.range(20, 40).mapToObj(traffic::maxTokens).toList();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void answersAreMostlyTenToAHundredKilobytesAndOneIsAMegabyte() {
    Traffic traffic = traffic(1, CHAT, Map.of());
    List<Long> bytes = sorted(LongStream.range(0, 20).map(i -> traffic.maxTokens(i) * 4L));
    assertThat(bytes.get(19)).isGreaterThan(1_000_000);
    assertThat(bytes.subList(2, 18)).allMatch(size -> size > 9_000 && size < 110_000);
  }

  @Test
  void bodiesAreJsonDifferForEveryRequestAndAreTheSameForEveryArm() throws Exception {
    Traffic traffic = traffic(1, CHAT, Map.of());
    JsonNode body = new JsonMapper().readTree(traffic.body(7));
    assertThat(body.path("n").asInt()).isEqualTo(7);
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("prompt").asText()).contains("00000007");
    assertThat(traffic.body(8)).isNotEqualTo(traffic.body(7));
    assertThat(traffic(1, CHAT, Map.of()).body(7)).isEqualTo(traffic.body(7));
  }

  @Test
  void anUnknownVariableNamesTheKnownOnes() {
    assertThatThrownBy(() -> traffic(1, "#{nope}", Map.of()).body(0))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("#{nope}")
        .hasMessageContaining("maxTokens");
  }

  @Test
  void headersTakeSecretsFromTheEnvironmentAndSayWhichIsMissing() {
    Traffic traffic = traffic(1, CHAT, Map.of("Authorization", "Bearer ${TOKEN}"));
    assertThat(traffic.headers(Map.of("TOKEN", "s3cret")))
        .containsEntry("Authorization", "Bearer s3cret");
    assertThatThrownBy(() -> traffic.headers(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("TOKEN");
    assertThat(traffic.spec().toString()).doesNotContain("Bearer");
  }
}
