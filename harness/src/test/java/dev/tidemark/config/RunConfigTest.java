package dev.tidemark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunConfigTest {
  @TempDir Path directory;

  private RunConfig read(Map<String, String> commandLine) {
    return read(commandLine, new Properties(), Map.of());
  }

  private RunConfig read(
      Map<String, String> commandLine, Properties properties, Map<String, String> environment) {
    Settings settings = Settings.load(commandLine, properties, environment, directory);
    return RunConfig.of(settings, directory, directory.resolve("runs"));
  }

  private void file(String yaml) throws IOException {
    Files.writeString(directory.resolve("tidemark.yaml"), yaml);
  }

  @Test
  void withoutATargetItIsTheDemoWithItsExpectationsAndItsAllowance() {
    RunConfig demo = read(Map.of());
    assertThat(demo.isDemo()).isTrue();
    assertThat(demo.expect())
        .containsEntry("leaky", Verdict.Kind.LEAK)
        .containsEntry("fixed", Verdict.Kind.PLATEAU);
    assertThat(demo.plan().allowance().bytes()).isEqualTo(ByteSize.ofMebibytes(4));
    assertThat(demo.plan().sensitivity()).isEqualTo(new ByteSize(100));
  }

  @Test
  void aRateForTimesAndAStageThatIsAnOptionAreRead() throws IOException {
    assertThat(read(Map.of()).plan().atRate()).isEmpty();
    assertThat(read(Map.of()).plan().has(Plan.LET_IT_DIE)).isFalse();
    file("plan: {atRate: 15/min, letItDie: true}");
    assertThat(read(Map.of()).plan().atRate()).hasValue(0.25);
    assertThat(read(Map.of()).plan().has(Plan.LET_IT_DIE)).isTrue();
    assertThat(read(Map.of("at-rate", "200/s")).plan().atRate()).hasValue(200);
    assertThatThrownBy(() -> read(Map.of("at-rate", "often"))).hasMessageStartingWith("at-rate: ");
  }

  @Test
  void aProfileIsAskedForByItsOneName() throws IOException {
    assertThat(read(Map.of()).plan().has(Plan.PROFILE)).isFalse();
    assertThat(read(Map.of("profile", "true")).plan().has(Plan.PROFILE)).isTrue();
    file("profile: true");
    assertThat(read(Map.of()).plan().has(Plan.PROFILE)).isTrue();
    assertThatThrownBy(() -> read(Map.of("profile", "heap"))).hasMessageStartingWith("profile: ");
  }

  @Test
  void aTargetIsNamedCandidateAndHasTheUsualAllowance() {
    RunConfig run = read(Map.of("target", "http://127.0.0.1:8080/v1/chat", "pid", "4711"));
    assertThat(run.arms()).hasSize(1);
    assertThat(run.arms().get(0).name()).isEqualTo("candidate");
    assertThat(run.arms().get(0).url()).isEqualTo(URI.create("http://127.0.0.1:8080"));
    assertThat(run.arms().get(0).probes()).containsExactly(new ProbeSpec.JvmByPid(4711));
    assertThat(run.traffic().first().path()).isEqualTo("/v1/chat");
    assertThat(run.plan().allowance().bytes()).isEqualTo(ByteSize.ofMebibytes(16));
    assertThat(run.expect()).isEmpty();
  }

  @Test
  void theEarlierLayerWins() throws IOException {
    file("plan: {sensitivity: 1 KiB, budget: 1m, concurrency: 2}\nlimit: 64 MiB\n");
    Properties properties = new Properties();
    properties.setProperty("tidemark.sensitivity", "200 B");
    properties.setProperty("tidemark.budget", "2m");
    RunConfig run =
        read(
            Map.of("budget", "3m"),
            properties,
            Map.of("TIDEMARK_SENSITIVITY", "300 B", "TIDEMARK_SEED", "9"));
    assertThat(run.plan().budget()).isEqualTo(Duration.ofMinutes(3));
    assertThat(run.plan().sensitivity()).isEqualTo(new ByteSize(200));
    assertThat(run.plan().concurrency()).isEqualTo(2);
    assertThat(run.seed()).isEqualTo(9);
    assertThat(run.limit()).contains(ByteSize.ofMebibytes(64));
  }

  @Test
  void theFileHoldsSeveralArmsWithProbesAndARequest() throws IOException {
    file(
        """
        targets:
          baseline: {url: "http://127.0.0.1:1", probes: [{jvm: {pid: 11}}]}
          candidate: {url: "http://127.0.0.1:2", probes: [{http: {path: /stats, bounded: {/a: /b}}}, "process:12"]}
        request: {method: post, path: /x, headers: {Authorization: "${TOKEN}"}, body: '{"i":#{index}}'}
        plan: {cacheAllowance: {bytes: 1 MiB, threads: 7}}
        expect: {baseline: PLATEAU}
        """);
    RunConfig run = read(Map.of());
    assertThat(run.arms()).extracting(ArmConfig::name).containsExactly("baseline", "candidate");
    assertThat(run.arms().get(0).expected()).contains(Verdict.Kind.PLATEAU);
    assertThat(run.arms().get(1).probes())
        .containsExactly(
            new ProbeSpec.Http("/stats", Map.of("/a", "/b")), new ProbeSpec.OfProcess(12));
    assertThat(run.traffic().first().method()).isEqualTo("POST");
    assertThat(run.traffic().first().headers()).containsEntry("Authorization", "${TOKEN}");
    assertThat(run.plan().allowance().bytes()).isEqualTo(ByteSize.ofMebibytes(1));
    assertThat(run.plan().allowance().threads()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target      | not a url         | target: 'not a url' is not a URL",
        "target      | ftp://x           | is not a web address",
        "target      | http://u:p@x      | holds a password",
        "pid         | abc               | 'abc' is not a process id",
        "probe       | jvm:-3            | '-3' is not a process id",
        "probe       | redis:1           | write jvm:PID",
        "sensitivity | lots              | sensitivity: 'lots' is not a size",
        "sensitivity | 0                 | must be positive",
        "budget      | soon              | write 90s, 5m or 8h",
        "concurrency | 0                 | must be at least 1",
        "expect      | leaky:LEAK        | is not NAME=VERDICT",
        "expect      | leaky=BAD         | is not a verdict",
        "strict      | maybe             | neither true nor false",
        "request-path| api               | must begin with /",
        "config      | missing.yaml      | there is no file",
      })
  void aMistakeIsNamedInOneLine(String option, String value, String message) {
    Map<String, String> options =
        option.equals("target")
            ? Map.of(option, value)
            : Map.of("target", "http://127.0.0.1:1", option, value);
    assertThatThrownBy(() -> read(options))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aPasswordInTheUrlIsNotRepeated() {
    assertThatThrownBy(() -> read(Map.of("target", "http://user:hunter2@127.0.0.1:1")))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hunter2"));
  }

  @Test
  void brokenYamlNamesTheLine() throws IOException {
    file("target: http://x\nplan: {sensitivity: [\n");
    assertThatThrownBy(() -> read(Map.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is not YAML at line");
  }

  @Test
  void stagesAreReadFromTheCommandLineAndFromTheFile() throws IOException {
    assertThat(read(Map.of("stages", "idle,same-keys")).plan().stages())
        .containsExactly("concurrent", "idle", "same-keys");
    assertThat(read(Map.of("stages", "none")).plan().stages())
        .containsExactly("concurrent", Plan.NO_STAGES);
    file("plan: {stages: [sequential, drain-and-repeat]}");
    assertThat(read(Map.of()).plan().stages())
        .containsExactly("concurrent", "sequential", "drain-and-repeat");
  }

  @Test
  void aStageThatIsNotKnownIsNamedWithThoseThatAre() {
    assertThatThrownBy(() -> read(Map.of("stages", "idle,sleep")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'sleep' is not known")
        .hasMessageContaining("sequential, same-keys, idle, drain-and-repeat");
    assertThatThrownBy(() -> read(Map.of("stages", "none,idle")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("none goes with no other");
  }
}
