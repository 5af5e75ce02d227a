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
              "ok       way into the JVM     attached, then JMX",
              "ok       native memory",
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

  @Test
  void aJvmThatRefusesIsExplainedWithTheRemedy() throws IOException {
    try (SmallTarget target = SmallTarget.start("{}");
        Sleeper jvm = Sleeper.start("-XX:+DisableAttachMechanism")) {
      Session.Outcome outcome =
          new Session(folder)
              .tidemark("doctor", "--target", target.url(), "--pid", Long.toString(jvm.pid()));
      assertThat(outcome.exit()).isEqualTo(4);
      assertThat(outcome.out().replaceAll("\\s+", " "))
          .contains("ok answers the request", "no memory read")
          .contains("-XX:+DisableAttachMechanism; start it without, or give a service:jmx URL");
    }
  }

  @Test
  void aMainClassThatNobodyRunsNamesThoseThatAreThere() throws IOException {
    try (SmallTarget target = SmallTarget.start("{}");
        Sleeper jvm = Sleeper.start()) {
      Session.Outcome outcome =
          new Session(folder)
              .tidemark("doctor", "--target", target.url(), "--probe", "jvm:com.example.Nobody");
      assertThat(outcome.exit()).isEqualTo(4);
      assertThat(outcome.out().replaceAll("\\s+", " "))
          .contains("ok answers the request", "no JVM of this machine runs com.example.Nobody")
          .contains("check the name, or give --pid");
      Session.Outcome found =
          new Session(folder)
              .tidemark(
                  "doctor", "--target", target.url(), "--probe", "jvm:" + Sleeper.class.getName());
      assertThat(found.out()).contains("ok       memory read");
      assertThat(found.exit()).isZero();
      assertThat(jvm.pid()).isPositive();
    }
  }

  @Test
  void anAddressThatIsNoneIsAMistakeInTheCommand() {
    for (String probe :
        new String[] {"jmx:service:jmx:ldap://x", "jolokia:http://u:hunter22@host/jolokia"}) {
      Session.Outcome outcome =
          new Session(folder)
              .tidemark("doctor", "--target", "http://127.0.0.1:1", "--probe", probe);
      assertThat(outcome.exit()).isEqualTo(2);
      assertThat(outcome.err()).contains("write").doesNotContain("hunter22");
      assertThat(outcome.err().lines()).hasSize(1);
    }
  }
}
