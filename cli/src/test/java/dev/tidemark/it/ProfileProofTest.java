package dev.tidemark.it;

import dev.tidemark.diagnosis.profiler.Burst;
import dev.tidemark.diagnosis.profiler.Profile;
import dev.tidemark.diagnosis.profiler.Profiles;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Suspect;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.jvm.AgentHost;
import dev.tidemark.probe.jvm.JvmProbe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a profile names, and what it costs the target; {@code scripts/proof-profile} runs it. */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "profile.*")
final class ProfileProofTest {
  private static final int REQUESTS = 331;
  private static final int MEASURED = 4_000;
  private static final int ROUNDS = 9;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "raw-memory",
        "deflater",
        "direct-buffer",
        "mapped-files",
        "thread",
        "class-loader",
        "16b",
        "none",
        "ended-deflaters",
        "dropped-buffers",
        "garbage-storm",
        "warm-up",
        "bulk",
        "thread-local-buffers",
        "dropped-loaders"
      })
  void nativeMemoryIsNamed(String leak) throws Exception {
    try (Targets targets = new Targets()) {
      TargetProcess target = targets.catalogue(List.of("-Xmx256m"), "--leak", leak);
      send(target, 1_000);
      long began = System.nanoTime();
      Profile profile =
          Profiles.ofNativeMemory(
              AgentHost.ofPid(target.pid()), 25, () -> bursts(target, REQUESTS));
      Figures.publish(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.1f s |",
              leak,
              profile.suspects().isEmpty()
                  ? "nobody"
                  : profile.suspects().stream()
                      .map(ProfileProofTest::words)
                      .collect(Collectors.joining("<br>")),
              (System.nanoTime() - began) / 1e9));
    }
  }

  private static String words(Suspect one) {
    return String.format(
        Locale.ROOT,
        "`%s`: %.3f pieces, %s per request%s",
        one.name().replaceAll("dev\\.tidemark\\.targets\\.\\w+\\.", ""),
        one.perRequest(),
        ByteSize.format(one.bytesPerRequest()),
        one.exact() ? ", exact" : "");
  }

  /** Processor time for each request, under profiles, after them, and of a target without any. */
  @Test
  void theCostOfAProfile() throws Exception {
    try (Targets targets = new Targets()) {
      TargetProcess target = targets.catalogue(List.of("-Xmx256m"), "--leak", "none");
      TargetProcess other = targets.catalogue(List.of("-Xmx256m"), "--leak", "none");
      AgentHost host = AgentHost.ofPid(target.pid());
      for (int i = 0; i < 10; i++) {
        send(target, MEASURED);
        send(other, MEASURED);
      }
      List<String> never = new ArrayList<>();
      List<String> ofNative = new ArrayList<>();
      List<String> coarse = new ArrayList<>();
      List<String> fine = new ArrayList<>();
      List<String> after = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        never.add(cost(other));
        Profiles.ofNativeMemory(host, 25, () -> watched(target, ofNative));
        Profiles.ofObjects(host, 64 << 10, List.of(), () -> watched(target, coarse));
        Profiles.ofObjects(host, 64, List.of(), () -> watched(target, fine));
        after.add(cost(target));
      }
      row("never profiled", never);
      row("native memory, every call", ofNative);
      row("objects, one each 64 KiB", coarse);
      row("objects, one each 64 B (the finest)", fine);
      row("profiled before, not now", after);
    }
  }

  private static void row(String what, List<String> costs) throws IOException {
    List<String> sorted = costs.stream().sorted().toList();
    Figures.publish(
        "| "
            + what
            + " | "
            + sorted.get(ROUNDS / 2)
            + " | "
            + sorted.get(0)
            + " .. "
            + sorted.get(ROUNDS - 1)
            + " |");
  }

  private static List<Burst> watched(TargetProcess target, List<String> costs) {
    costs.add(cost(target));
    return List.of();
  }

  private static String cost(TargetProcess target) {
    Duration from = processorTime(target);
    send(target, MEASURED);
    double micros = processorTime(target).minus(from).toNanos() / 1e3 / MEASURED;
    return String.format(Locale.ROOT, "%6.0f", micros);
  }

  private static Duration processorTime(TargetProcess target) {
    return ProcessHandle.of(target.pid())
        .flatMap(process -> process.info().totalCpuDuration())
        .orElseThrow();
  }

  private static List<Burst> bursts(TargetProcess target, int requests) {
    List<Burst> bursts = new ArrayList<>();
    try (JvmProbe probe = JvmProbe.ofPid(target.pid(), Clocks.SYSTEM)) {
      for (int i = 0; i < 3; i++) {
        Instant from = Instant.now();
        send(target, requests);
        bursts.add(new Burst(from, Instant.now(), requests));
        probe.read(
            new ReadRequest(
                ReadRequest.Depth.FLOOR,
                Deadline.after(Duration.ofSeconds(30), Clocks.SYSTEM.monotonic())));
      }
    }
    return bursts;
  }

  private static void send(TargetProcess target, int requests) {
    for (int i = 0; i < requests; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(Targets.url(target) + "/api/chat"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      "{\"prompt\":\"" + "x".repeat(1_000) + i + "\",\"stream\":false}"))
              .build();
      try {
        CLIENT.send(request, HttpResponse.BodyHandlers.discarding());
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
