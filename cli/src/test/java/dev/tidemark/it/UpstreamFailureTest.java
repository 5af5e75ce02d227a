package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.model.Finding;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A proxy that leaks on nothing but the failures of its upstream, which answers 500 or breaks off
 * in the middle of a stream, and its clean twin, both driven by the command through Gatling.
 */
final class UpstreamFailureTest {
  private static final Targets TARGETS = new Targets();

  private static final String FILE =
      """
      targets:
        keeps-failures: {url: "%s", probes: [{jvm: {pid: %d}}, {http: {path: /stats}}]}
        clean: {url: "%s", probes: [{jvm: {pid: %d}}, {http: {path: /stats}}]}
      stream: true
      errorRequest:
        - body: '{"model":"tidemark-fails","prompt":"#{prompt}","max_tokens":100}'
          stream: false
        - body: '{"model":"tidemark-breaks-off","prompt":"#{prompt}","max_tokens":2000,"stream":true}'
      plan: {cacheAllowance: 1 MiB, sensitivity: 500 B, budget: 180s, concurrency: 4, stages: [error]}
      """;

  private static CommandRun end;

  @TempDir private static Path folder;

  @BeforeAll
  static void run() throws RunImpossible, InterruptedException, IOException {
    TargetProcess keeps = proxy("keep-failures");
    TargetProcess clean = proxy("none");
    Files.writeString(
        folder.resolve("tidemark.yaml"),
        FILE.formatted(Targets.url(keeps), keeps.pid(), Targets.url(clean), clean.pid()));
    end = CommandRun.in(folder, Duration.ofMinutes(8), "--max-tokens", "500");
  }

  private static TargetProcess proxy(String faults) throws RunImpossible {
    return TARGETS.proxy(List.of("-Xmx192m"), "--mode", "leaky", "--faults", faults);
  }

  @Test
  void aLeakOnUpstreamFailuresIsConvictedAndTheOtherModesAreCleared() {
    TargetVerdict verdict = end.of("keeps-failures");
    assertThat(verdict.verdict().kind()).as(words(verdict)).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.verdict().reason())
        .contains("with every upstream-failed request")
        .contains("failed: flat")
        .contains("completed: flat");
    assertThat(Figures.byMode(verdict, "upstream-failed").perRequest()).isBetween(2_050.0, 2_200.0);
    assertThat(Figures.byMode(verdict, "failed").interval().high()).isLessThan(200);
    assertThat(verdict.suspects().get(0).name()).endsWith("FailedCall");
    assertThat(verdict.suspects().get(0).evidence()).contains("per upstream-failed request");
  }

  @Test
  void itsCleanTwinIsConvictedInNoMode() {
    TargetVerdict verdict = end.of("clean");
    assertThat(verdict.verdict().kind()).as(words(verdict)).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.findings())
        .extracting(Finding::source)
        .as("the stage was carried out")
        .contains("upstream", "error");
    assertThat(verdict.findings())
        .as("%s", verdict.findings())
        .extracting(Finding::outcome)
        .doesNotContain(Finding.Outcome.GROWS);
  }

  @Test
  void gatlingHasTheFailingRequestsAsRowsOfTheirOwnThatAreAsMeant() throws IOException {
    for (String arm : List.of("keeps-failures", "clean")) {
      CommandRun.GatlingRow row = end.gatlingRow(arm + " chat: error request");
      assertThat(row.all()).as(arm).isGreaterThanOrEqualTo(16 * 20);
      assertThat(row.failed()).as(arm).isZero();
    }
  }

  @Test
  void gatlingHasHowFastTokensCameOfEveryStreamThatWasReadToItsEnd() throws IOException {
    CommandRun.GatlingRow pace = end.gatlingRow("clean chat: time for 100 tokens");
    assertThat(pace.all()).isPositive().isEqualTo(end.gatlingRow("clean chat: first token").all());
    Histogram rates =
        Optional.ofNullable(end.record().latency().get("clean" + LedgerWriter.TOKENS_PER_SECOND))
            .orElseThrow();
    assertThat(rates.getTotalCount()).isEqualTo(pace.all());
    double sum = 0;
    for (HistogramIterationValue one : rates.recordedValues()) {
      double perSecond = one.getValueIteratedTo() / (double) LedgerWriter.RATE_UNITS;
      sum += one.getCountAddedInThisIterationStep() * 100_000 / perSecond;
    }
    double mean = sum / rates.getTotalCount();
    assertThat((double) pace.mean()).as("ms").isBetween(0.9 * mean - 2, 1.1 * mean + 1);
  }

  @Test
  void requestsThatWereSentToFailAreNoDefectOfTheRun() {
    for (TargetVerdict verdict : end.verdict().targets()) {
      assertThat(verdict.notes())
          .as(verdict.name())
          .noneMatch(note -> note.contains("requests failed"))
          .noneMatch(note -> note.contains("disagree"));
    }
  }

  private static String words(TargetVerdict verdict) {
    return verdict.verdict().reason() + "; " + verdict.notes();
  }

  @AfterAll
  static void stop() {
    TARGETS.close();
  }
}
