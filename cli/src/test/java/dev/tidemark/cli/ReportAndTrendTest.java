package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportAndTrendTest {
  @TempDir Path folder;

  @Test
  void aReportIsWrittenFromTheLedgerWhateverItsVerdict() {
    Path run = RunFolders.torn(RunFolders.growing(folder.resolve("killed"), 2_000));
    Session.Outcome outcome = new Session(folder).tidemark("report", "killed");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).contains("LEAK", "killed/report.html");
    assertThat(run.resolve("report.html")).content().contains("LEAK");
    assertThat(run.resolve("verdict.json")).content().contains("\"exit\": 1");
    assertThat(run.resolve("junit.xml")).content().contains("<failure");
    assertThat(run.resolve("summary.md")).content().contains("LEAK");
  }

  @Test
  void aTrendIsDrawnOfAFolderOfRuns() {
    Path runs = folder.resolve("runs");
    RunFolders.growing(runs.resolve("first"), 0);
    RunFolders.growing(runs.resolve("second"), 2_000);
    Session session = new Session(folder);
    session.tidemark("report", "runs/first", "runs/second");
    RunFolders.growing(runs.resolve("unjudged"), 2_000);
    Session.Outcome outcome = session.tidemark("trend", "runs", "--out", "runs/trend.html");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).isEqualTo("2 runs drawn in runs/trend.html\n");
    assertThat(outcome.err()).contains("unjudged").hasLineCount(1);
    assertThat(runs.resolve("trend.html")).content().contains("second");
  }

  @Test
  void aTrendNeedsAFolderToStandIn() {
    RunFolders.growing(folder.resolve("run"), 0);
    Session session = new Session(folder);
    session.tidemark("report", "run");
    Session.Outcome outcome = session.tidemark("trend", "run", "--out", "nowhere/trend.html");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("nowhere").hasLineCount(1);
  }
}
