package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrafficSettingsTest {
  @TempDir private Path directory;

  private RunConfig run(String yaml, Map<String, String> options) throws IOException {
    Files.writeString(directory.resolve("tidemark.yaml"), yaml);
    Settings settings = Settings.load(options, new Properties(), Map.of(), directory);
    return RunConfig.of(settings, directory, directory);
  }

  private TrafficSpec read(String yaml) throws IOException {
    return run(yaml, Map.of()).traffic();
  }

  @Test
  void http2IsForAllThatIsSentAndOtherVersionsAreRefused() throws IOException {
    assertThat(read("request: {http: 2}\nerrorRequest: {body: x}").http2()).isTrue();
    assertThat(read("request: {http: 2}\nerrorRequest: {body: x}").ofErrors().http2()).isTrue();
    assertThat(read("request: {http: 1.1}").http2()).isFalse();
    assertThat(read("").http2()).isFalse();
    assertThatThrownBy(() -> read("request: {http: 3}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("request.http: '3' is not known; write 1 or 2");
  }

  @Test
  void anErrorRequestIsTheGoodOneButForWhatItSays() throws IOException {
    String yaml =
        """
        request: {path: /v1/chat, headers: {Authorization: "Bearer ${TOKEN}"}}
        errorRequest:
          - {body: '{"model":"none"}', stream: false}
          - {headers: {X-Fail: "500"}}
        """;
    RunConfig config = run(yaml, Map.of("stream", "true"));
    assertThat(config.plan().modes()).containsExactly(Stage.ABORT, Stage.ERROR, Stage.UPSTREAM);
    List<RequestSpec> errors = config.traffic().errors();
    RequestSpec good = config.traffic().first();
    assertThat(errors).hasSize(2);
    assertThat(errors.get(0).body()).isEqualTo("{\"model\":\"none\"}");
    assertThat(errors.get(0).stream()).isFalse();
    assertThat(errors.get(0).path()).isEqualTo("/v1/chat");
    assertThat(errors.get(1).body()).isEqualTo(good.body());
    assertThat(errors.get(1).headers()).containsKeys("Authorization", "X-Fail");
    assertThat(run(yaml, Map.of("stages", "error")).plan().asked())
        .containsExactly(Stage.ERROR, Stage.UPSTREAM);
    assertThat(run("", Map.of("error-request.path", "/fails")).traffic().errors().get(0).path())
        .isEqualTo("/fails");
    assertThat(run("", Map.of("thorough", "true")).plan().asked()).doesNotContain(Stage.UPSTREAM);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "errorRequest: 500 | write what differs",
        "errorRequest: [] | the list is empty",
        "errorRequest: {bdy: x} | 'bdy' is not known",
        "errorRequest: {path: fails} | must begin with /",
        "errorRequest: {method: POST} | the same as the good request",
        "errorRequest: {body: x, maxTokens: 0} | maxTokens must be a whole number",
        "plan: {stages: [upstream]} | write errorRequest into"
      })
  void aWrongErrorRequestIsNamed(String yaml, String words) {
    assertThatThrownBy(() -> run(yaml, Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(words);
  }

  @Test
  void severalRoutesHaveWeightsAndShareTheHeadersOfAllRequests() throws IOException {
    TrafficSpec spec =
        read(
            """
            request: {headers: {Authorization: "Bearer ${TOKEN}"}}
            requests:
              - {weight: 3, path: /api/chat, stream: true, maxTokens: 50}
              - {name: models, method: get, path: /api/models, headers: {X-Tenant: a}}
              - {method: POST, path: /api/models, body: '{"n":#{index}}'}
            """);
    assertThat(spec.routes())
        .extracting(RouteSpec::name)
        .containsExactly("/api/chat", "models", "/api/models");
    RequestSpec chat = spec.routes().get(0).request();
    assertThat(chat.stream()).isTrue();
    assertThat(chat.medianTokens()).isEqualTo(50);
    assertThat(chat.body()).isEqualTo(RequestSpec.DEFAULT_BODY);
    assertThat(chat.headers()).containsEntry("Authorization", "Bearer ${TOKEN}");
    RouteSpec models = spec.routes().get(1);
    assertThat(models.weight()).isEqualTo(1);
    assertThat(models.request().method()).isEqualTo("GET");
    assertThat(models.request().body()).isEmpty();
    assertThat(models.request().headers()).containsKeys("Authorization", "X-Tenant");
    assertThat(spec.stream()).isTrue();
  }

  @Test
  void twoMethodsOfOnePathAreTwoRoutes() throws IOException {
    assertThat(read("requests: [{path: /a}, {method: GET, path: /a}]").routes())
        .extracting(RouteSpec::name)
        .containsExactly("/a", "GET /a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "requests: []|requests: write a list",
        "requests: [{path: chat}]|'chat' must begin with /",
        "requests: [{path: /a, wieght: 2}]|'wieght' is not known",
        "requests: [{path: /a, weight: 0}]|weight 0.0 must be above 0",
        "requests: [{path: /a, weight: often}]|weight must be a number",
        "requests: [{name: x, path: /a}, {name: x, path: /b}]|two have the same name",
        "request: {promptLengths: some}|request.prompt-lengths: 'some' is not a number",
        "request: {responseLengths: {median: 0, sigma: 1}}|must be at least 1",
        "request: {keys: zipf(1)}|request.keys: there must be two numbers",
        "request: {keys: sometimes}|'sometimes' is not known",
        "request: {tls: {key: a.pem}}|there is a key without its certificate",
        "request: {tls: {certificate: a.p12, password: hunter2}}|write ${NAME}",
        "replay: {file: a.jsonl, speed: fast}|replay.speed: 'fast' is not a number",
        "replay: {file: a.jsonl, speed: 0}|must be above 0",
      })
  void aMistakeIsOneLineThatNamesTheOption(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void lengthsAndKeysAreReadFromTheFileAndFromTheCommandLine() throws IOException {
    TrafficSpec spec =
        read(
            "request: {promptLengths: 400, responseLengths: {median: 900, sigma: 0.8}, keys: {zipf:"
                + " {exponent: 1.1, keys: 5000}}}");
    assertThat(spec.prompts()).isEqualTo(new Lengths.Fixed(400));
    assertThat(spec.responses()).isEqualTo(new Lengths.LogNormal(900, 0.8));
    assertThat(spec.keys()).isEqualTo(new Keys.Zipf(1.1, 5_000));
    TrafficSpec given =
        run(
                "",
                Map.of(
                    "request.prompt-lengths", "log-normal(300, 0.5)",
                    "request.response-lengths", "file(sizes.txt)",
                    "request.keys", "repeating(40)"))
            .traffic();
    assertThat(given.prompts()).isEqualTo(new Lengths.LogNormal(300, 0.5));
    assertThat(given.responses()).isEqualTo(new Lengths.OfFile(directory.resolve("sizes.txt")));
    assertThat(given.keys()).isEqualTo(new Keys.Repeating(40));
    assertThat(read("").keys()).isEqualTo(new Keys.Unique());
  }

  @Test
  void aReplayHasAFileASpeedAndHeadersOfItsOwn() throws IOException {
    ReplaySpec replay =
        read("replay: {file: t.jsonl, speed: max, headers: {Authorization: '${TOKEN}'}}")
            .replay()
            .orElseThrow();
    assertThat(replay.file()).isEqualTo(directory.resolve("t.jsonl"));
    assertThat(replay.speed()).isEmpty();
    assertThat(replay.headers()).containsEntry("Authorization", "${TOKEN}");
    assertThat(replay.toString()).doesNotContain("TOKEN");
    assertThat(read("replay: t.har").replay().orElseThrow().speed())
        .isEqualTo(OptionalDouble.of(1));
  }

  @Test
  void certificatesAreFilesAndTheirPasswordAVariable() throws IOException {
    TlsSpec tls =
        read("request: {tls: {ca: ca.pem, certificate: me.p12, password: '${KEY_PASSWORD}'}}")
            .tls();
    assertThat(tls.ca()).isEqualTo(Optional.of(directory.resolve("ca.pem")));
    assertThat(tls.passwordVariable()).contains("KEY_PASSWORD");
    assertThat(read("").tls().isUsual()).isTrue();
  }

  @Test
  void targetsMayBeAddressesAlone() throws IOException {
    RunConfig run =
        run(
            "targets: {baseline: 'http://127.0.0.1:1', candidate: {url: 'http://127.0.0.1:2'}}",
            Map.of());
    assertThat(run.arms()).extracting(ArmConfig::name).containsExactly("baseline", "candidate");
    assertThat(run.arms()).extracting(arm -> arm.url().getPort()).containsExactly(1, 2);
  }
}
