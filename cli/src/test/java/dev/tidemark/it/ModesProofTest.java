package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.model.Finding;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often targets that leak in one way alone are convicted and attributed to it, and their clean
 * twins are not: one line of a log for each target and run. {@code scripts/proof-modes} runs it.
 */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "modes")
final class ModesProofTest {
  private static final List<String> HEAP = List.of("-Xmx192m");
  private static final String TWIN = "-clean";

  @TempDir private Path folder;

  /**
   * Targets that are arms of one run.
   *
   * @param name of its folder
   * @param options of the run
   * @param cases what must be true of the verdict on each leak; its twin is run beside it
   */
  private record Group(
      String name, Map<String, String> options, Map<String, Predicate<TargetVerdict>> cases) {}

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              "streams",
              Map.of(
                  "cache-allowance", "2 MiB",
                  "budget", "300s",
                  "concurrency", "4",
                  "stream", "true"),
              Map.of(
                  "abort",
                  verdict ->
                      said(verdict, "with every aborted request", "failed: flat")
                          && said(verdict, "completed: flat"),
                  "error-body",
                  verdict ->
                      said(verdict, "with every failed request", "aborted: flat")
                          && said(verdict, "completed: flat"))),
          new Group(
              "in-flight",
              Map.of(
                  "cache-allowance", "1 MiB",
                  "budget", "300s",
                  "concurrency", "16",
                  "stages", "idle,ladder"),
              Map.of(
                  "above-eight",
                  verdict -> said(verdict, "with 8 at once and fewer it is flat", "16 at once"),
                  "time",
                  verdict -> said(verdict, "time drives it, not requests"))),
          new Group(
              "upstream",
              Map.of(
                  "cache-allowance",
                  "1 MiB",
                  "budget",
                  "300s",
                  "concurrency",
                  "4",
                  "stream",
                  "true",
                  "error-request.body",
                  "{\"model\":\"tidemark-fails\",\"prompt\":\"#{prompt}\"}"),
              Map.of(
                  "upstream-fails",
                  verdict ->
                      said(verdict, "with every upstream-failed request", "aborted: flat")
                          && said(verdict, "failed: flat", "completed: flat"))),
          new Group(
              "late",
              Map.of("cache-allowance", "1 MiB", "budget", "300s", "concurrency", "8"),
              Map.of(
                  "after-3000",
                  verdict -> said(verdict, "and was flat before") && !drivenByTime(verdict))));

  private static boolean said(TargetVerdict verdict, String... words) {
    return List.of(words).stream().allMatch(word -> verdict.verdict().reason().contains(word));
  }

  private static boolean drivenByTime(TargetVerdict verdict) {
    return verdict.findings().stream()
        .anyMatch(f -> f.source().equals("idle") && f.outcome() == Finding.Outcome.GROWS);
  }

  @Test
  void measured() throws IOException, InterruptedException {
    Path out = Path.of(System.getProperty("tidemark.proof.out", "target/modes.log"));
    int from = Integer.getInteger("tidemark.proof.from", 1);
    int runs = Integer.getInteger("tidemark.proof.runs", 20);
    Pattern asked = Pattern.compile(System.getProperty("tidemark.proof.cases", ".*"));
    List<Group> groups =
        GROUPS.stream()
            .filter(group -> group.cases().keySet().stream().anyMatch(asked.asMatchPredicate()))
            .toList();
    boolean all = true;
    for (int run = from; run < from + runs; run++) {
      for (Group group : groups) {
        all &= untilItStarts(run, group, out);
      }
    }
    assertThat(all).as("every run went as it must; see %s", out).isTrue();
  }

  /** A machine that is too busy to start the targets says nothing of the verdicts. */
  private boolean untilItStarts(int run, Group group, Path out)
      throws IOException, InterruptedException {
    while (true) {
      try {
        return one(run, group, out);
      } catch (RunImpossible e) {
        Files.writeString(
            out,
            "      run " + run + " again: " + e.getMessage() + "\n",
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
  }

  private boolean one(int run, Group group, Path out)
      throws IOException, InterruptedException, RunImpossible {
    boolean right = true;
    try (Targets targets = new Targets()) {
      List<ArmConfig> arms = new ArrayList<>();
      for (String name : group.cases().keySet()) {
        arms.add(Targets.arm(name, targets.catalogue(HEAP, "--leak", name)));
        arms.add(Targets.arm(name + TWIN, targets.catalogue(HEAP, "--leak", name + TWIN)));
      }
      Map<String, String> options = new java.util.HashMap<>(group.options());
      options.put("seed", Integer.toString(run));
      try (DirectRun direct =
          DirectRun.start(
              folder.resolve("run-" + run + "-" + group.name()),
              options,
              arms.toArray(ArmConfig[]::new))) {
        Conclusion end = direct.end(Duration.ofMinutes(15));
        for (String name : group.cases().keySet()) {
          right &= line(run, DirectRun.of(end, name), group.cases().get(name), out);
          right &= line(run, DirectRun.of(end, name + TWIN), ModesProofTest::innocent, out);
        }
      }
    }
    return right;
  }

  /** Convicted in no mode. */
  private static boolean innocent(TargetVerdict verdict) {
    Verdict.Kind kind = verdict.verdict().kind();
    return kind != Verdict.Kind.LEAK && kind != Verdict.Kind.CRASHED;
  }

  private static boolean line(
      int run, TargetVerdict verdict, Predicate<TargetVerdict> attributed, Path out)
      throws IOException {
    boolean twin = verdict.name().endsWith(TWIN);
    boolean convicted = verdict.verdict().kind() == Verdict.Kind.LEAK;
    boolean right = attributed.test(verdict) && (twin || convicted);
    String line =
        String.format(
            Locale.ROOT,
            "%s %2d %-17s %-12s %6d requests %s%n",
            right ? "right" : "WRONG",
            run,
            verdict.name(),
            verdict.verdict().kind(),
            verdict.requests(),
            verdict.verdict().reason());
    Files.writeString(out, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    if (!right) {
      Files.writeString(
          out,
          "         "
              + verdict.primary().map(SeriesVerdict::rates)
              + " "
              + verdict.findings()
              + " "
              + verdict.notes()
              + "\n",
          StandardOpenOption.APPEND);
    }
    return right;
  }
}
