package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class LeakCatalogueTest {
  private static final int REQUESTS = 53;

  private static void chat(TargetProcess target, int requests) throws IOException {
    for (int i = 0; i < requests; i++) {
      assertThat(Http.post(target.url() + "/api/chat", CatalogueDriver.body(false)).code())
          .isEqualTo(200);
    }
  }

  private static long entries(TargetProcess target, String folder) throws IOException {
    Path path = Path.of("/proc", "" + target.pid(), folder);
    Assumptions.assumeTrue(Files.isDirectory(path), "no /proc on this system");
    try (Stream<Path> entries = Files.list(path)) {
      return entries.count();
    }
  }

  @Test
  void sixteenBytesKeepsOneNodeARequest() throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "16b")) {
      chat(target, REQUESTS);

      assertThat(target.liveInstances("dev.tidemark.targets.catalogue.heap.SixteenBytes"))
          .containsExactly((long) REQUESTS);
    }
  }

  @Test
  void theLateLruFillsAndThenStops() throws IOException, InterruptedException {
    try (TargetProcess target =
        TargetProcess.catalogue("--leak", "late-lru", "--capacity", "300")) {
      chat(target, 10);
      long empty = target.liveByteArrays();
      chat(target, 200);
      long filling = target.liveByteArrays();
      chat(target, 300);
      long full = target.liveByteArrays();

      assertThat(filling - empty).isBetween(170L * 1_024, 250L * 1_024);
      assertThat(full - empty).isBetween(250L * 1_024, 350L * 1_024);
    }
  }

  @Test
  void randomSizeKeepsOneArrayARequest() throws IOException, InterruptedException {
    try (TargetProcess target =
        TargetProcess.catalogue("--leak", "random-size", "--scale", "0.1")) {
      chat(target, 10);
      long before = target.liveByteArrays();
      chat(target, 200);

      assertThat(target.liveByteArrays() - before).isBetween(500_000L, 900_000L);
    }
  }

  @Test
  void directBufferKeepsOneBufferARequest() throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "direct-buffer")) {
      chat(target, 10);
      long before = target.liveInstances("java.nio.DirectByteBuffer").get(0);
      chat(target, REQUESTS);

      assertThat(target.liveInstances("java.nio.DirectByteBuffer").get(0) - before)
          .isBetween(REQUESTS - 10L, REQUESTS + 10L); // the server pools some of its own
    }
  }

  @Test
  void threadParksOneThreadARequest() throws IOException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "thread")) {
      chat(target, 10);
      long before = entries(target, "task");
      chat(target, REQUESTS);

      assertThat(entries(target, "task") - before).isBetween(REQUESTS - 5L, REQUESTS + 5L);
    }
  }

  @Test
  void fdKeepsOneFileARequestOpen() throws IOException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "fd")) {
      chat(target, 10);
      long before = entries(target, "fd");
      chat(target, REQUESTS);

      assertThat(entries(target, "fd") - before)
          .isBetween((long) REQUESTS, REQUESTS + 5L); // connections have some of their own
    }
  }

  @Test
  void timeKeepsSomethingWithoutTrafficOnceItWasCalled() throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "time", "--every-millis", "1")) {
      long idle = target.liveByteArrays();
      assertThat(target.liveByteArrays() - idle).isLessThan(20_000L);
      chat(target, 1);
      long before = target.liveByteArrays();
      Thread.sleep(500);

      assertThat(target.liveByteArrays() - before).isGreaterThan(100_000L);
    }
  }

  @Test
  void theContentCacheKeepsOneAnswerForEachDifferentBody()
      throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "content-cache")) {
      String one = CatalogueDriver.body(false);
      repeat(target, one);
      long same = target.liveByteArrays();
      repeat(target, one);
      long again = target.liveByteArrays();
      chat(target, 100);

      assertThat(again - same).isBetween(-20_000L, 20_000L);
      assertThat(target.liveByteArrays() - again).isBetween(190_000L, 240_000L);
    }
  }

  private static void repeat(TargetProcess target, String body) throws IOException {
    for (int i = 0; i < 100; i++) {
      Http.post(target.url() + "/api/chat", body);
    }
  }

  @Test
  void errorsOnlyKeepsOneObjectForEachFailure() throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "errors-only")) {
      long failed = 0;
      for (int i = 0; i < 200; i++) {
        int code = Http.post(target.url() + "/api/chat", CatalogueDriver.body(false)).code();
        assertThat(code).isIn(200, 500);
        assertThat(i >= 20 || code == 200).isTrue();
        failed += code == 500 ? 1 : 0;
      }

      assertThat(failed).isBetween(30L, 80L);
      assertThat(
              target.liveInstances("dev.tidemark.targets.catalogue.modes.ErrorsOnly$FailedRequest"))
          .containsExactly(failed);
    }
  }

  @Test
  void upstreamFailsKeepsOneReportForEachCallThatTheModelFailedAndNothingElse()
      throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "upstream-fails")) {
      String url = target.url() + "/api/chat";
      chat(target, 20);
      for (int i = 0; i < REQUESTS; i++) {
        String fails = "{\"model\":\"tidemark-fails\",\"prompt\":\"" + i + "\"}";
        assertThat(Http.post(url, fails).code()).isEqualTo(500);
        assertThat(Http.post(url, fails.substring(0, 20)).code()).isEqualTo(400);
      }

      assertThat(
              target.liveInstances("dev.tidemark.targets.catalogue.modes.FailedCalls$CallReport"))
          .containsExactly((long) REQUESTS);
    }
  }

  @Test
  void aCaseThatBlocksStreamsItsAnswersToTheirEnd() throws IOException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "upstream-fails")) {
      for (int i = 0; i < 20; i++) {
        assertThat(Http.post(target.url() + "/api/chat", CatalogueDriver.body(true)).body())
            .endsWith("data: [DONE]\n\n");
      }
    }
  }

  @Test
  void noneKeepsNothingAndCountsWhatItServed() throws IOException, InterruptedException {
    try (TargetProcess target = TargetProcess.catalogue("--leak", "none")) {
      chat(target, 10);
      long before = target.liveByteArrays();
      chat(target, 200);

      assertThat(target.liveByteArrays() - before).isBetween(-50_000L, 50_000L);
      assertThat(Http.get(target.url() + "/stats").body())
          .isEqualTo(
              "{\"leak\":\"none\",\"requestsServed\":210,\"refused\":0,\"failed\":0,\"aborted\":0}");
      assertThat(Http.get(target.url() + "/health").body())
          .isEqualTo("{\"status\":\"ok\",\"requestsServed\":210}");
    }
  }
}
