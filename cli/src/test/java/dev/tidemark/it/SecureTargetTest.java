package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.config.TlsSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.it.WireServer.Farewell;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.traffic.TlsContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A target that speaks HTTP/2 over TLS alone, by a certificate that Java does not know, to clients
 * that show one: the preflight passes it with the same settings as the load does.
 */
final class SecureTargetTest {
  private static final Targets TARGETS = new Targets();

  @TempDir private static Path folder;
  private static KeyPairs server;
  private static KeyPairs client;

  @BeforeAll
  static void keys() throws Exception {
    server = KeyPairs.make(folder, "server", "IP:127.0.0.1");
    client = KeyPairs.make(folder, "client", "DNS:client.example");
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }

  private static WireServer serve() throws IOException {
    TlsSpec own =
        new TlsSpec(
            Optional.of(client.certificate()),
            Optional.of(server.certificate()),
            Optional.of(server.key()),
            Optional.empty());
    return WireServer.startSecure(TlsContext.of(own, Map.of()).orElseThrow(), Farewell.BETWEEN);
  }

  private static Conclusion run(WireServer target, Map<String, String> more, RequestCounts[] counts)
      throws RunImpossible, InterruptedException {
    TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
    Map<String, String> options = new HashMap<>(more);
    options.put("budget", "20s");
    options.put("requests", "500");
    options.put("concurrency", "4");
    options.put("stages", "none");
    options.put("request.body", "{\"n\":#{index}}");
    ArmConfig arm =
        Targets.arm(
            "a",
            target.url(),
            new ProbeSpec.JvmByPid(memory.pid()),
            new ProbeSpec.Http("/stats", Map.of()));
    try (DirectRun run = DirectRun.start(folder, options, arm)) {
      Conclusion end = run.end(Duration.ofMinutes(2));
      counts[0] = run.arm("a").gate().counts();
      return end;
    }
  }

  @Test
  void thePreflightTheLoadAndTheStatisticsUseTheSameSettings() throws Exception {
    try (WireServer target = serve()) {
      RequestCounts[] counts = new RequestCounts[1];
      Conclusion end =
          run(
              target,
              Map.of(
                  "request.http", "2",
                  "request.tls.ca", server.certificate().toString(),
                  "request.tls.certificate", client.certificate().toString(),
                  "request.tls.key", client.key().toString()),
              counts);
      assertThat(end.verdict().exit()).as(end.verdict().reason()).isNotEqualTo(4);
      assertThat(counts[0].completed()).isGreaterThan(100).isEqualTo(counts[0].ended());
      assertThat(target.served()).as("with the trial").isEqualTo(counts[0].completed() + 1);
      assertThat(DirectRun.of(end, "a").notes())
          .as("its statistics are read over the same kind of connection")
          .anyMatch(note -> note.startsWith("stats/requestsServed") && note.endsWith("they agree"));
    }
  }

  @Test
  void thePilotOfAPlanDoesToo() throws Exception {
    TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
    try (WireServer target = serve()) {
      Files.writeString(
          folder.resolve("tidemark.yaml"),
          """
          request:
            http: 2
            body: '{"n":#{index}}'
            tls: {ca: %s, certificate: %s, key: %s}
          """
              .formatted(server.certificate(), client.certificate(), client.key()));
      CommandRun.Said said =
          CommandRun.command(
              folder,
              Duration.ofMinutes(2),
              List.of("plan", "--target", target.url(), "--pid", Long.toString(memory.pid())));
      assertThat(said.exit()).as(said.output()).isZero();
      assertThat(said.output()).contains("(24 rounds of 20 requests)");
      assertThat(target.served()).as("with the trial").isEqualTo(24 * 20 + 1);
    } finally {
      Files.deleteIfExists(folder.resolve("tidemark.yaml"));
    }
  }

  @Test
  void whatDoesNotMatchIsSaidInOneLineBeforeTheLoad() throws Exception {
    try (WireServer target = serve()) {
      String ca = server.certificate().toString();
      Map<Map<String, String>, String> wrong =
          Map.of(
              Map.of("request.http", "2", "request.tls.ca", ca),
              "request.tls.certificate",
              Map.of("request.http", "2"),
              "request.tls.ca");
      for (Map.Entry<Map<String, String>, String> one : wrong.entrySet()) {
        RequestCounts[] counts = new RequestCounts[1];
        Conclusion end = run(target, one.getKey(), counts);
        assertThat(end.verdict().exit()).isEqualTo(4);
        assertThat(end.verdict().reason()).contains(one.getValue()).hasLineCount(1);
        assertThat(counts[0].ended()).isZero();
      }
      assertThat(target.served()).isZero();
    }
  }

  @Test
  void aTargetWithoutHttp2IsSaidToHaveNone() throws Exception {
    try (CountingTarget old = CountingTarget.start(n -> CountingTarget.Conduct.ANSWERED)) {
      TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
      ArmConfig arm = Targets.arm("a", old.url(), new ProbeSpec.JvmByPid(memory.pid()));
      try (DirectRun run = DirectRun.start(folder, Map.of("request.http", "2"), arm)) {
        Conclusion end = run.end(Duration.ofMinutes(2));
        assertThat(end.verdict().exit()).isEqualTo(4);
        assertThat(end.verdict().reason()).contains("request.http").hasLineCount(1);
      }
    }
  }
}
