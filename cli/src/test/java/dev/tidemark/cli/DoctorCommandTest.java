package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  @TempDir Path folder;

  @Test
  void withoutATargetOnlyTheMachineIsChecked() {
    Session.Outcome outcome = new Session(folder).tidemark("doctor");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("ok       Java", "--target").doesNotContain("memory read");
  }

  @Test
  void aTargetThatPublishesBytesCanBeJudgedAndItSaysWhatIsLacking() {
    try (SmallTarget target = SmallTarget.start("{\"cacheBytes\": 4096}")) {
      Session.Outcome outcome = new Session(folder).tidemark("doctor", "--target", target.url());
      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out())
          .contains(
              "ok       answers the request  POST " + target.url() + "/api/chat",
              "ok       memory read",
              "no       forced collection",
              "no       limit known          no forecast",
              "unknown  headroom             needs the limit",
              "ok       statistics",
              "a run is possible");
      assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void aJvmIsReadAfterACollectionThatHappened() throws IOException {
    try (SmallTarget target = SmallTarget.start("{}");
        Sleeper jvm = Sleeper.start()) {
      Session.Outcome outcome =
          new Session(folder)
              .tidemark("doctor", "--target", target.url(), "--pid", Long.toString(jvm.pid()));
      assertThat(outcome.out())
          .contains(
              "ok       memory read",
              "ok       forced collection",
              "ok       limit known          64.0 MiB (-Xmx)",
              "ok       headroom",
              "unknown  statistics");
      assertThat(outcome.exit()).isZero();
    }
  }

  @Test
  void aTargetThatAnswersAndCannotBeReadPreventsARun() {
    try (SmallTarget target = SmallTarget.start("{\"served\": 3}")) {
      Session.Outcome outcome = new Session(folder).tidemark("doctor", "--target", target.url());
      assertThat(outcome.exit()).isEqualTo(4);
      assertThat(outcome.out())
          .contains("ok       answers the request", "no       memory read", "no run is possible");
    }
  }

  @Test
  void aTargetThatDoesNotAnswerPreventsARun() {
    try (SmallTarget target = SmallTarget.start("{\"cacheBytes\": 4096}")) {
      Session.Outcome outcome =
          new Session(folder)
              .tidemark("doctor", "--target", target.url(), "--request-path", "/nope");
      assertThat(outcome.exit()).isEqualTo(4);
      assertThat(outcome.out())
          .contains("no       answers the request", "404", "unknown  memory read");
    }
  }
}
