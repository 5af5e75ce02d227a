package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RequestSpec;
import dev.tidemark.config.TrafficSpec;
import dev.tidemark.traffic.Outgoing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
    return new Traffic(request(body, headers), seed);
  }

  private static RequestSpec request(String body, Map<String, String> headers) {
    return new RequestSpec("POST", "/api/chat", headers, body, true, 6_000);
  }

  private static JsonNode body(Traffic traffic, long index) {
    try {
      return new JsonMapper().readTree(traffic.request(index).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int maxTokens(Traffic traffic, long index) {
    return body(traffic, index).path("max_tokens").asInt();
  }

  private static int promptLength(Traffic traffic, long index) {
    return body(traffic, index).path("prompt").asText().length();
  }

  private static List<Long> sorted(LongStream values) {
    return values.sorted().boxed().toList();
  }

  private static Ticket ticket(long index, Manner manner) {
    return new Ticket(index, manner, 0);
  }

  @Test
  void badBodiesCannotBeReadAndHaveTheSameLengthsInEveryRound() {
    Traffic traffic = traffic(1, CHAT.replace(",\"n\":#{index}", ""), Map.of());
    List<Long> first = sorted(LongStream.range(0, 20).map(i -> bad(traffic, i).body().length));
    for (long round = 1; round < 20; round++) {
      long from = round * Traffic.DECK;
      List<Long> lengths =
          sorted(LongStream.range(from, from + 20).map(i -> bad(traffic, i).body().length));
      double sum = lengths.stream().mapToLong(Long::longValue).sum();
      assertThat(sum / first.stream().mapToLong(Long::longValue).sum()).isBetween(0.999, 1.001);
      assertThatThrownBy(() -> new JsonMapper().readTree(bad(traffic, from).body()))
          .isInstanceOf(IOException.class);
    }
  }

  private static Outgoing bad(Traffic traffic, long index) {
    return traffic.request(ticket(index, new Manner.BadBody()));
  }

  @Test
  void errorRequestsAreSentInTurnsAndOthersAsEver() {
    RequestSpec good = request(CHAT, Map.of());
    RequestSpec fails = request("{\"model\":\"fails\",\"n\":#{index}}", Map.of());
    RequestSpec breaks = request("{\"model\":\"breaks\",\"n\":#{index}}", Map.of());
    Traffic traffic = new Traffic(TrafficSpec.of(good).withErrors(List.of(fails, breaks)), 1);
    List<String> bodies =
        LongStream.range(0, 20)
            .mapToObj(i -> traffic.request(ticket(i, new Manner.ErrorRequest())).body())
            .map(body -> new String(body, StandardCharsets.UTF_8))
            .toList();
    assertThat(bodies).filteredOn(body -> body.contains("fails")).hasSize(10);
    assertThat(bodies).filteredOn(body -> body.contains("breaks")).hasSize(10);
    assertThat(bodies.get(7)).endsWith("\"n\":7}");
    assertThat(traffic.request(ticket(7, new Manner.Complete())).body())
        .isEqualTo(traffic.request(7).body());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 77, 1_000_003})
  void everyRoundAsksForTheSameMultisetOfSizes(long seed) {
    Traffic traffic = traffic(seed, CHAT, Map.of());
    List<Long> tokens = sorted(LongStream.range(0, 20).map(i -> maxTokens(traffic, i)));
    List<Long> prompts = sorted(LongStream.range(0, 20).map(i -> promptLength(traffic, i)));
    for (long round = 1; round < 50; round++) {
      long from = round * Traffic.DECK;
      assertThat(sorted(LongStream.range(from, from + 20).map(i -> maxTokens(traffic, i))))
          .isEqualTo(tokens);
      assertThat(sorted(LongStream.range(from, from + 20).map(i -> promptLength(traffic, i))))
          .isEqualTo(prompts);
    }
  }

  @Test
  void theOrderInsideARoundChanges() {
    Traffic traffic = traffic(1, CHAT, Map.of());
    List<Integer> first = LongStream.range(0, 20).mapToObj(i -> maxTokens(traffic, i)).toList();
    List<Integer> second = LongStream.range(20, 40).mapToObj(i -> maxTokens(traffic, i)).toList();
    assertThat(first).isNotEqualTo(second);
  }

  @Test
  void answersAreMostlyTenToAHundredKilobytesAndOneIsAMegabyte() {
    Traffic traffic = traffic(1, CHAT, Map.of());
    List<Long> bytes = sorted(LongStream.range(0, 20).map(i -> maxTokens(traffic, i) * 4L));
    assertThat(bytes.get(19)).isGreaterThan(1_000_000);
    assertThat(bytes.subList(2, 18)).allMatch(size -> size > 9_000 && size < 110_000);
  }

  @Test
  void bodiesAreJsonDifferForEveryRequestAndAreTheSameForEveryArm() {
    Traffic traffic = traffic(1, CHAT, Map.of());
    JsonNode body = body(traffic, 7);
    assertThat(body.path("n").asInt()).isEqualTo(7);
    assertThat(body.path("stream").asBoolean()).isTrue();
    assertThat(body.path("prompt").asText()).contains("00000007");
    assertThat(body(traffic, 8)).isNotEqualTo(body);
    assertThat(body(traffic(1, CHAT, Map.of()), 7)).isEqualTo(body);
  }

  @Test
  void anUnknownVariableNamesTheKnownOnes() {
    assertThatThrownBy(() -> traffic(1, "#{nope}", Map.of()).checked())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("#{nope}")
        .hasMessageContaining("maxTokens");
  }

  @Test
  void headersTakeSecretsFromTheEnvironmentAndSayWhichIsMissing() {
    TrafficSpec spec = TrafficSpec.of(request(CHAT, Map.of("Authorization", "Bearer ${TOKEN}")));
    Traffic traffic = new Traffic(spec, 1, Map.of("TOKEN", "s3cret"));
    assertThat(traffic.headers()).containsEntry("Authorization", "Bearer s3cret");
    assertThat(traffic.request(0).headers()).containsEntry("Authorization", "Bearer s3cret");
    assertThat(traffic.request(0).toString()).doesNotContain("s3cret");
    assertThatThrownBy(() -> new Traffic(spec, 1, Map.of()).checked())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("TOKEN");
    assertThat(spec.first().toString()).doesNotContain("Bearer");
  }
}
