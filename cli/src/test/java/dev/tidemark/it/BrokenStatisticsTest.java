package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Targets whose heap can be read and whose own statistics cannot: the run goes on without. */
final class BrokenStatisticsTest {
  private final Targets targets = new Targets();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    targets.close();
  }

  @Test
  void statisticsThatFailOrNeverAnswerAreAGapAndTheHeapIsJudged()
      throws IOException, RunImpossible, InterruptedException {
    try (FakeTarget failing = FakeTarget.answering(500, "{\"error\":\"no\"}");
        FakeTarget garbage = FakeTarget.answering(200, "<html>}{");
        FakeTarget silent = FakeTarget.hangingAfter(0);
        DirectRun run =
            DirectRun.start(
                folder,
                Map.of("budget", "2m", "concurrency", "4", "stages", "none"),
                arm("failing", failing),
                arm("garbage", garbage),
                arm("silent", silent))) {
      Conclusion end = run.end(Duration.ofMinutes(4));
      RunRecord record = end.record().orElseThrow();
      for (String name : List.of("failing", "garbage", "silent")) {
        TargetVerdict verdict = DirectRun.of(end, name);
        assertThat(verdict.verdict().kind())
            .as("%s: %s", name, verdict.verdict())
            .isEqualTo(Verdict.Kind.PLATEAU);
        assertThat(verdict.notes()).anyMatch(note -> note.contains("missing, http: "));
        assertThat(record.ticksOf(name))
            .filteredOn(tick -> tick.kind() == Tick.Kind.FLOOR)
            .hasSizeGreaterThan(24)
            .allMatch(tick -> tick.missed().containsKey("http"))
            .allMatch(tick -> tick.samples().containsKey("jvm.memory.live"));
      }
    }
  }

  private ArmConfig arm(String name, FakeTarget statistics) throws RunImpossible {
    TargetProcess target = targets.catalogue(List.of("-Xmx64m"), "--leak", "none");
    return Targets.arm(
        name,
        Targets.url(target),
        new ProbeSpec.JvmByPid(target.pid()),
        new ProbeSpec.Http(statistics.url() + "/stats", Map.of()));
  }
}
