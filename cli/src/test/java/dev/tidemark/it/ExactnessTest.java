package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.it.CountingTarget.Conduct;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whether the injector's count is what the target served, under all that goes wrong in between. All
 * arms read the memory of one idle JVM, so that only counts differ.
 */
final class ExactnessTest {
  private static final Map<String, String> OPTIONS =
      Map.of("budget", "60s", "concurrency", "4", "stages", "none", "sensitivity", "1 KiB");
  private static final Targets TARGETS = new Targets();
  private static final Map<String, CountingTarget> SERVERS = new LinkedHashMap<>();

  private static Conclusion end;
  private static Map<String, RequestCounts> counts;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws IOException, RunImpossible, InterruptedException {
    Map<String, LongFunction<Conduct>> conducts = new LinkedHashMap<>();
    conducts.put("cuts", n -> n % 37 == 0 ? Conduct.CUT : Conduct.ANSWERED);
    conducts.put("unserved", n -> n % 41 == 0 ? Conduct.CUT_UNSERVED : Conduct.ANSWERED);
    conducts.put("refusals", n -> n % 200 > 180 ? Conduct.REFUSED : Conduct.ANSWERED);
    conducts.put("storms", n -> n % 200 > 180 ? Conduct.UNAVAILABLE : Conduct.ANSWERED);
    conducts.put("slow", n -> n % 60 == 0 ? Conduct.SLOW : Conduct.ANSWERED);
    conducts.put("twice", n -> n > 400 && n % 97 == 0 ? Conduct.TWICE : Conduct.ANSWERED);
    TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
    ArmConfig[] arms = new ArmConfig[conducts.size()];
    int i = 0;
    for (Map.Entry<String, LongFunction<Conduct>> one : conducts.entrySet()) {
      CountingTarget server = CountingTarget.start(one.getValue());
      SERVERS.put(one.getKey(), server);
      arms[i++] =
          Targets.arm(
              one.getKey(),
              server.url(),
              new ProbeSpec.JvmByPid(memory.pid()),
              new ProbeSpec.Http("/stats", Map.of()));
    }
    try (DirectRun run = DirectRun.start(folder, OPTIONS, arms)) {
      end = run.end(Duration.ofMinutes(4));
      counts = new LinkedHashMap<>();
      SERVERS.keySet().forEach(name -> counts.put(name, run.arm(name).gate().counts()));
    }
  }

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(CountingTarget::close);
    TARGETS.close();
  }

  private static RequestCounts counts(String arm) {
    RequestCounts found = counts.get(arm);
    if (found == null) {
      throw new AssertionError("no counts of " + arm);
    }
    return found;
  }

  private static void assertAgreement(String arm) {
    TargetVerdict verdict = DirectRun.of(end, arm);
    assertThat(verdict.notes())
        .as("%s: %s", arm, verdict)
        .anyMatch(note -> note.startsWith("stats/requestsServed") && note.endsWith("they agree"));
    assertThat(verdict.verdict().reason()).doesNotContain("disagree");
  }

  @Test
  void aCutConnectionLeavesItOpenWhetherARequestWasServed() {
    for (String arm : List.of("cuts", "unserved")) {
      assertThat(counts(arm).unknown()).as(arm).isPositive();
      assertThat(counts(arm).failed()).as(arm).isZero();
      assertAgreement(arm);
      assertThat(
              DirectRun.of(end, arm).notes().stream()
                  .anyMatch(note -> note.contains("of which it cannot know")))
          .as(arm)
          .isTrue();
    }
  }

  @Test
  void refusalsAreCountedWhetherTheTargetCountsThemOrNot() {
    for (String arm : List.of("refusals", "storms")) {
      assertThat(counts(arm).failed()).as(arm).isPositive();
      assertThat(counts(arm).unknown()).as(arm).isZero();
      assertAgreement(arm);
    }
  }

  @Test
  void aSlowTargetIsCountedExactly() {
    assertThat(counts("slow").failed() + counts("slow").unknown()).isZero();
    assertAgreement("slow");
  }

  @Test
  void requestsThatWereSentAgainWithdrawTheVerdict() {
    Verdict verdict = DirectRun.of(end, "twice").verdict();
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.reason())
        .contains("stats/requestsServed counted")
        .contains("they disagree")
        .contains("sends requests again");
  }
}
