package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunCommandTest {
  private static final String CONCURRENT = "dev.tidemark.simulations.ConcurrentChatSimulation";
  private static final String STREAMING = "dev.tidemark.simulations.StreamingChatSimulation";

  @TempDir Path folder;
  private final SmallTarget target = SmallTarget.start("{\"cacheBytes\": 4096}");

  @AfterEach
  void stop() {
    target.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4})
  void theExitCodeIsThatOfTheVerdict(int exit) {
    Session session = new Session(folder);
    session.conclusion = Optional.of(Session.ending(exit));
    assertThat(session.tidemark("run", "--target", target.url()).exit()).isEqualTo(exit);
  }

  @Test
  void aRunThatEndedWithoutAVerdictNeverPasses() {
    Session session = new Session(folder);
    session.conclusion = Optional.empty();
    Session.Outcome outcome = session.tidemark("run", "--target", target.url());
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.err()).contains("before there was a verdict");
  }

  @Test
  void optionsReachTheSimulationAsSystemProperties() {
    Session session = new Session(folder);
    System.setProperty("tidemark.budget", "7m");
    try {
      session.tidemark(
          "run",
          "--target=" + target.url(),
          "--probe=http:/stats",
          "--budget=90s",
          "--concurrency=1",
          "--max-tokens=50",
          "--cache-allowance=2MiB",
          "--sensitivity=1 KiB",
          "--limit=128m",
          "--expect=candidate=PLATEAU",
          "--seed=5",
          "--strict",
          "--out=here");
    } finally {
      System.clearProperty("tidemark.budget");
    }
    assertThat(session.simulations).containsExactly(CONCURRENT + " into here/gatling");
    assertThat(session.seen)
        .containsEntry("tidemark.target", target.url())
        .containsEntry("tidemark.probe", "http:/stats")
        .containsEntry("tidemark.budget", "90s")
        .containsEntry("tidemark.concurrency", "1")
        .containsEntry("tidemark.max-tokens", "50")
        .containsEntry("tidemark.cache-allowance", "2MiB")
        .containsEntry("tidemark.sensitivity", "1 KiB")
        .containsEntry("tidemark.limit", "128m")
        .containsEntry("tidemark.expect", "candidate=PLATEAU")
        .containsEntry("tidemark.seed", "5")
        .containsEntry("tidemark.strict", "true")
        .containsEntry("tidemark.out", folder.resolve("here").toString())
        .doesNotContainKey("tidemark.stream");
  }

  @Test
  void withoutOutEveryRunGetsAFolderOfItsOwn() {
    Session session = new Session(folder);
    session.tidemark("run", "--target", target.url());
    assertThat(session.simulations).hasSize(1);
    assertThat(session.simulations.get(0))
        .matches(
            CONCURRENT
                + " into tidemark-runs/concurrentchatsimulation-\\d{8}-\\d{6}-\\d{3}/gatling");
  }

  @Test
  void streamsAreAnotherSimulationWhereverTheyAreAskedFor() throws IOException {
    Session session = new Session(folder);
    session.tidemark("run", "--target", target.url(), "--stream", "--out", "one");
    Files.writeString(
        folder.resolve("tidemark.yaml"), "request: {path: /api/chat}\nstream: true\n");
    session.tidemark("run", "--target", target.url(), "--out", "two");
    assertThat(session.simulations)
        .containsExactly(STREAMING + " into one/gatling", STREAMING + " into two/gatling");
  }

  @Test
  void theTargetMayStandInTheFileOrTheEnvironment() throws IOException {
    Session session = new Session(folder);
    session.environment.put("TIDEMARK_TARGET", target.url());
    assertThat(session.tidemark("run").exit()).isZero();
    Session other = new Session(folder);
    Files.writeString(folder.resolve("mine.yaml"), "target: " + target.url() + "\n");
    assertThat(other.tidemark("run", "--config", "mine.yaml").exit()).isZero();
    assertThat(other.simulations).hasSize(1);
  }

  @Test
  void aFolderThatHoldsARunIsNotWrittenOver() {
    Path used = RunFolders.growing(folder.resolve("used"), 0);
    Session session = new Session(folder);
    Session.Outcome outcome = session.tidemark("run", "--target", target.url(), "--out", "used");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("holds a run already").contains(used.toString());
    assertThat(session.simulations).isEmpty();
  }

  @Test
  void anOutThatCannotBeAFolderIsSaidBeforeTheRun() throws IOException {
    Files.writeString(folder.resolve("file"), "");
    Session session = new Session(folder);
    for (String out : new String[] {"file", "file/below"}) {
      Session.Outcome outcome = session.tidemark("run", "--target", target.url(), "--out", out);
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.err()).contains("out: ").hasLineCount(1);
    }
    assertThat(session.simulations).isEmpty();
  }

  @Test
  void aTargetThatCannotBeJudgedIsExitFourBeforeAnythingStarts() {
    Session session = new Session(folder);
    SmallTarget mute = SmallTarget.start("{\"served\": 3}");
    String gone = mute.url();
    try (mute) {
      Session.Outcome nothingToRead = session.tidemark("run", "--target", gone);
      assertThat(nothingToRead.exit()).isEqualTo(4);
      assertThat(nothingToRead.err()).contains("--pid").hasLineCount(1);
      Session.Outcome wrongPath =
          session.tidemark("run", "--target", target.url(), "--request-path", "/nope");
      assertThat(wrongPath.exit()).isEqualTo(4);
      assertThat(wrongPath.err()).contains("404").contains("--request-path").hasLineCount(1);
      Session.Outcome wrongPid =
          session.tidemark("run", "--target", target.url(), "--pid", "999999999");
      assertThat(wrongPid.exit()).isEqualTo(4);
      assertThat(wrongPid.err()).contains("999999999").hasLineCount(1);
    }
    Session.Outcome unreachable = session.tidemark("run", "--target", gone);
    assertThat(unreachable.exit()).isEqualTo(4);
    assertThat(unreachable.err()).contains("nothing answers there").hasLineCount(1);
    assertThat(session.simulations).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void theDemoRunsWithoutATargetAndRefusesOne() {
    Session session = new Session(folder);
    assertThat(session.tidemark("demo", "--out", "demo").exit()).isZero();
    assertThat(session.simulations).containsExactly(CONCURRENT + " into demo/gatling");
    session.environment.put("TIDEMARK_TARGET", target.url());
    Session.Outcome refused = session.tidemark("demo");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("tidemark run").hasLineCount(1);
  }
}
