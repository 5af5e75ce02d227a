package dev.tidemark.cli;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.reports.ConsoleSummary;
import dev.tidemark.reports.VerdictJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges recordings that are there already. */
@Command(
    name = "analyze",
    description = {
      "Judges run folders, also of a run that was killed, and CSV files.",
      "Writes nothing. The exit code is the worst of all inputs."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int MOST_DEFECTS = 3;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = "a run folder, or a CSV file")
  private List<Path> inputs = List.of();

  @Option(names = "--json", description = "print one JSON object for each input")
  private boolean json;

  @Mixin private final JudgeOptions options = new JudgeOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  AnalyzeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is known about one input. */
  private record Judged(RunVerdict verdict, Optional<Path> report, List<String> defects) {}

  @Override
  public Integer call() throws UsageError {
    options.check();
    PrintWriter out = spec.commandLine().getOut();
    int exit = Exit.PASS;
    for (Path input : inputs) {
      try {
        Judged judged = judge(input);
        out.print(
            json ? VerdictJson.toJson(judged.verdict(), input.toString()) : text(input, judged));
        exit = Exit.worse(exit, judged.verdict().exit());
      } catch (UsageError e) {
        out.flush();
        if (inputs.size() == 1) {
          throw e;
        }
        Complaints.say(spec.commandLine().getErr(), String.valueOf(e.getMessage()));
        exit = Exit.worse(exit, Exit.USAGE);
      }
    }
    out.flush();
    return exit;
  }

  private Judged judge(Path input) throws UsageError {
    Path path = surroundings.at(input);
    if (Files.isRegularFile(path)) {
      String name = String.valueOf(path.getFileName()).replaceFirst("\\.csv$", "");
      return new Judged(
          RecordingVerdict.on(name, CsvTrace.read(path), options), Optional.empty(), List.of());
    }
    if (!Files.exists(path)) {
      throw new UsageError(input + ": there is no such file or folder");
    }
    RecordedRun run = RecordedRun.read(path, options);
    Path report = run.folder().report();
    return new Judged(
        run.verdict(),
        Files.isRegularFile(report)
            ? Optional.of(input.resolve(report.getFileName()))
            : Optional.empty(),
        run.record().defects());
  }

  private String text(Path input, Judged judged) {
    StringBuilder text = new StringBuilder();
    if (inputs.size() > 1) {
      text.append(input).append('\n');
    }
    List<String> lines =
        ConsoleSummary.lines(judged.verdict(), judged.report().map(Path::toString).orElse(""));
    int shown = judged.report().isPresent() ? lines.size() : lines.size() - 1;
    lines.subList(0, shown).forEach(line -> text.append(line).append('\n'));
    judged.defects().stream()
        .limit(MOST_DEFECTS)
        .forEach(defect -> text.append("note     ").append(defect).append('\n'));
    if (judged.defects().size() > MOST_DEFECTS) {
      text.append("note     and ")
          .append(judged.defects().size() - MOST_DEFECTS)
          .append(" more such rows\n");
    }
    return text.toString();
  }
}
