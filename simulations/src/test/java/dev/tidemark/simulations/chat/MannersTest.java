package dev.tidemark.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Timing;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer is read as far and as fast as its ticket says, and the target feels it. */
final class MannersTest {
  private static final Manner READ = new Manner.Complete();
  private static final String OPENING =
      "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n";
  private static final String DONE = "data: [DONE]\n\n";
  private static final String BLOCK = "x".repeat(16 * 1024);
  private static final int BLOCKS = 256;

  @Test
  void aStreamIsTimedFromItsFirstTextOn() throws Exception {
    CountDownLatch openingSeen = new CountDownLatch(1);
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.streamHead());
                  answer.write(ScriptedServer.piece(OPENING));
                  Thread.sleep(150);
                  for (int i = 0; i < 5; i++) {
                    answer.write(ScriptedServer.piece(ScriptedServer.event("word " + i)));
                    Thread.sleep(30);
                  }
                  answer.write(ScriptedServer.piece(DONE) + ScriptedServer.piece(""));
                  openingSeen.countDown();
                  return true;
                });
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 1, true, READ)) {
      Timing timing = ((ChatEnd.Completed) batch.ends().get(0)).timing();
      assertThat(timing.firstToken()).isGreaterThanOrEqualTo(Duration.ofMillis(145));
      assertThat(timing.gapsNanos()).hasSize(4);
      assertThat(timing.endToEnd()).isGreaterThan(timing.firstToken());
    }
  }

  @Test
  void aStreamWithoutItsEndHasFailed() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.streamHead());
                  answer.write(ScriptedServer.piece(ScriptedServer.event("hello")));
                  answer.write(ScriptedServer.piece(""));
                  return true;
                });
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 1, true, READ)) {
      assertThat(batch.ends()).containsExactly(new ChatEnd.Failed(Words.NO_DONE));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"chunks", "bytes", "time"})
  void anAnswerGivenUpOnPurposeIsCutAndTheNextOneIsWhole(String after) throws Exception {
    Manner abort =
        switch (after) {
          case "chunks" -> new Manner.AbortAfter(3);
          case "bytes" -> new Manner.AbortAfterBytes(150);
          default -> new Manner.AbortAfterTime(Duration.ofMillis(50));
        };
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.streamHead());
                  boolean endless = request.body().contains("\"0\"");
                  for (int i = 0; i < 3 || endless; i++) {
                    answer.write(ScriptedServer.piece(ScriptedServer.event("word")));
                    Thread.sleep(1);
                  }
                  answer.write(ScriptedServer.piece(DONE) + ScriptedServer.piece(""));
                  return true;
                });
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 1, true, abort, READ)) {
      assertThat(batch.ends().get(0)).isInstanceOf(ChatEnd.Aborted.class);
      assertThat(server.awaitCut()).as("what the target sees").isNotNull();
      assertThat(batch.ends().get(1)).isInstanceOf(ChatEnd.Completed.class);
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void manyAnswersCutByTimeLeaveEveryOtherRequestWhole() throws Exception {
    Manner[] manners = new Manner[400];
    for (int i = 0; i < manners.length; i++) {
      manners[i] =
          i % 2 == 0 ? new Manner.AbortAfterTime(Duration.ofNanos(300_000L * (i % 7))) : READ;
    }
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.streamHead());
                  answer.write(ScriptedServer.piece(ScriptedServer.event("word")));
                  Thread.sleep(1);
                  answer.write(ScriptedServer.piece(DONE) + ScriptedServer.piece(""));
                  return true;
                });
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 4, true, manners)) {
      assertThat(batch.ends()).allMatch(ChatEnd::asMeant);
      assertThat(batch.ends().stream().filter(ChatEnd.Aborted.class::isInstance)).isNotEmpty();
      assertThat(server.received())
          .extracting(request -> request.header("X-Request-Id"))
          .hasSize(400)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aStreamThatIsHeldLeavesTheRestWithTheTargetUntilItIsReleased() throws Exception {
    try (ScriptedServer server = ScriptedServer.start(MannersTest::large);
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 1, false, new Manner.Hold())) {
      assertThat(batch.awaitHeld()).isTrue();
      long stuckAt = server.written();
      long before = -1;
      while (stuckAt != before) {
        Thread.sleep(200);
        before = stuckAt;
        stuckAt = server.written();
      }
      assertThat(stuckAt).isLessThan((long) BLOCKS * BLOCK.length());
      assertThat(batch.soFar()).isEmpty();
      batch.release();
      assertThat(batch.ends()).hasOnlyElementsOfType(ChatEnd.Completed.class);
      assertThat(server.written()).isGreaterThan((long) BLOCKS * BLOCK.length());
    }
  }

  private static boolean large(
      int number, ScriptedServer.Received request, ScriptedServer.Answer answer)
      throws java.io.IOException {
    answer.write(
        "HTTP/1.1 200 OK\r\nContent-Length: " + (long) BLOCKS * BLOCK.length() + "\r\n\r\n");
    for (int i = 0; i < BLOCKS; i++) {
      answer.write(BLOCK);
    }
    return true;
  }

  @Test
  void aSlowReaderTakesAsLongAsItsPaceSays() throws Exception {
    String answer = "x".repeat(60_000);
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, to) -> {
                  to.write(ScriptedServer.json(200, answer));
                  return true;
                });
        Batch batch =
            Batch.start(
                server.url(), Transport.PLAIN, 1, false, new Manner.SlowReader(100_000), READ)) {
      Timing slow = ((ChatEnd.Completed) batch.ends().get(0)).timing();
      assertThat(slow.endToEnd()).isGreaterThanOrEqualTo(Duration.ofMillis(550));
      assertThat(batch.ends().get(1)).isInstanceOf(ChatEnd.Completed.class);
    }
  }

  @Test
  void manySlowReadersNeedNoThreadsOfTheirOwn() throws Exception {
    Manner[] manners = new Manner[200];
    java.util.Arrays.fill(manners, new Manner.SlowReader(50_000));
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, to) -> {
                  to.write(ScriptedServer.json(200, "x".repeat(20_000)));
                  return true;
                });
        Batch batch = Batch.start(server.url(), Transport.PLAIN, 200, false, manners)) {
      assertThat(batch.ends()).hasSize(200).hasOnlyElementsOfType(ChatEnd.Completed.class);
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .map(Thread::getName)
                  .filter(name -> name.startsWith("tidemark-")))
          .hasSizeLessThanOrEqualTo(5);
    }
  }
}
