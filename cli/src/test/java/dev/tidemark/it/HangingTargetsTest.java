package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets that take requests and never answer. Both runs wait at the same time. */
final class HangingTargetsTest {
  private static final Map<String, String> OPTIONS = Map.of("budget", "1m", "concurrency", "2");
  private static final Duration BOUND = Duration.ofSeconds(150);
  private static final Targets TARGETS = new Targets();

  private static FakeTarget mute;
  private static FakeTarget falteringTarget;
  private static DirectRun fromTheStart;
  private static DirectRun later;

  @TempDir private static Path folder;

  @BeforeAll
  static void start() throws IOException, RunImpossible {
    TargetProcess memory = TARGETS.catalogue(List.of("-Xmx64m"), "--leak", "none");
    ProbeSpec probe = new ProbeSpec.JvmByPid(memory.pid());
    mute = FakeTarget.hangingAfter(0);
    falteringTarget = FakeTarget.hangingAfter(150);
    fromTheStart = DirectRun.start(folder, OPTIONS, Targets.arm("mute", mute.url(), probe));
    later =
        DirectRun.start(folder, OPTIONS, Targets.arm("faltering", falteringTarget.url(), probe));
  }

  @AfterAll
  static void stop() {
    fromTheStart.close();
    later.close();
    mute.close();
    falteringTarget.close();
    TARGETS.close();
  }

  @Test
  void oneThatNeverAnswersIsRefused() throws InterruptedException {
    Conclusion end = fromTheStart.end(BOUND);
    assertThat(end.verdict().exit()).isEqualTo(4);
    assertThat(end.verdict().reason()).contains("was not answered within").doesNotContain("\n");
  }

  @Test
  void oneThatStopsAnsweringIsInconclusiveAndSaysSo() throws InterruptedException {
    Conclusion end = later.end(BOUND);
    TargetVerdict verdict = DirectRun.of(end, "faltering");
    assertThat(verdict.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.verdict().reason()).contains("requests had no end", "hangs");
    assertThat(end.verdict().exit()).isEqualTo(3);
  }
}
