package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendTest {
  private final Path folder;
  private final Path runs;

  TrendTest(@TempDir Path folder) {
    this.folder = folder;
    this.runs = folder.resolve("runs of ours");
  }

  @BeforeEach
  void sixNights() throws IOException {
    Files.createDirectory(runs);
    for (int night = 1; night <= 6; night++) {
      boolean leaks = night >= 5;
      // names do not sort as the nights do
      night(runs, "run-" + (9 - night), night, leaks ? 83.1 * Runs.KIB : 3 * night, leaks);
    }
  }

  @Test
  void runsAreReadOldestFirstFromFoldersAndFoldersOfFolders() {
    assertThat(names(TrendFolders.read(List.of(runs))))
        .containsExactly("run-8", "run-7", "run-6", "run-5", "run-4", "run-3");
    assertThat(names(TrendFolders.read(List.of(runs.resolve("run-3"), runs.resolve("run-8")))))
        .containsExactly("run-8", "run-3");
    assertThat(TrendFolders.read(List.of(runs, runs.resolve("run-3")))).hasSize(6);
  }

  @Test
  void whatCannotBeReadIsKeptWithItsReason() throws IOException {
    Files.writeString(runs.resolve("run-8/verdict.json"), "{\"verdict\":");
    Files.delete(runs.resolve("run-7/manifest.json"));
    Files.writeString(runs.resolve("run-6/manifest.json"), "{\"startedAt\": \"yesterday\"}");
    Path none = folder.resolve("none");
    List<TrendEntry> entries = TrendFolders.read(List.of(runs, none));
    assertThat(entries).filteredOn(TrendEntry.Unreadable.class::isInstance).hasSize(4);
    assertThat(TrendPage.render(folder.resolve("trend.html"), entries))
        .contains(
            "Could not be read",
            "run-8/verdict.json: is not JSON",
            "run-7/manifest.json: there is no such file",
            "startedAt &#39;yesterday&#39; is not an ISO-8601 instant",
            "there is no such folder");
  }

  @Test
  void theRunWithWhichGrowthJumpedIsMarked() {
    String html = TrendPage.render(folder.resolve("trend.html"), TrendFolders.read(List.of(runs)));
    assertThat(html)
        .contains(
            "Growth jumped with run run-4 at commit c0ffee5: PLATEAU (+12.0 B) before, LEAK (+83.1"
                + " KiB) then.");
    assertThat(html.split("<tr class=\"jump\">", -1)).hasSize(2);
    assertThat(html.substring(html.indexOf("<tr class=\"jump\">")))
        .startsWith(
            "<tr class=\"jump\"><th scope=\"row\" class=\"name\"><a href=\"./runs%20of%20ours/run-4/report.html\">");
  }

  @Test
  void aLevelHistoryHasNoJump() {
    List<TrendEntry> level = TrendFolders.read(List.of(runs)).subList(0, 4);
    assertThat(TrendPage.render(folder.resolve("trend.html"), level))
        .contains("No jump from one run to the next.")
        .doesNotContain("class=\"jump\"");
  }

  @Test
  void anEmptyHistoryIsAPageToo() {
    assertThat(TrendPage.render(folder.resolve("trend.html"), List.of()))
        .contains("No run could be read.");
  }

  /** One night's run folder, as a run would leave it. */
  static void night(Path runs, String name, int night, double perRequest, boolean leaks)
      throws IOException {
    Path run = Files.createDirectory(runs.resolve(name));
    Instant start = Runs.START.plus(Duration.ofDays(night));
    Files.writeString(
        run.resolve("manifest.json"),
        "{\"schema\":1,\"run\":\"%s\",\"startedAt\":\"%s\",\"commit\":\"c0ffee%d\",\"later\":{}}"
            .formatted(name, start, night));
    Verdict verdict = leaks ? new Verdict.Leak("It leaks.") : new Verdict.Plateau("Level.", 60);
    double half = leaks ? 400 : 20;
    SlopeEstimate slope = Runs.slope(perRequest, perRequest - half, perRequest + half);
    TargetVerdict target =
        Runs.bare("candidate", verdict, Runs.live(verdict, slope, OptionalDouble.of(60)).build());
    RunVerdict.Gate gate = leaks ? RunVerdict.Gate.FAIL : RunVerdict.Gate.PASS;
    VerdictJson.write(run.resolve("verdict.json"), Runs.of(gate, leaks ? 1 : 0, "x", target));
    Files.writeString(run.resolve("report.html"), "");
  }

  private static List<String> names(List<TrendEntry> entries) {
    return entries.stream().map(entry -> String.valueOf(entry.folder().getFileName())).toList();
  }
}
