package dev.tidemark.cli;

import dev.tidemark.diagnosis.hprof.HeapDump;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.recording.Found;
import dev.tidemark.recording.ReadingOptions;
import dev.tidemark.recording.RecordingFiles;
import dev.tidemark.recording.UnreadableRecording;
import dev.tidemark.reports.ConsoleSummary;
import dev.tidemark.reports.VerdictJson;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Judges recordings that are there already: run folders, and what other tools recorded. */
@Command(
    name = "analyze",
    description = {
      "Judges what was recorded: run folders, CSV files, JVM GC logs, JFR recordings,"
          + " saved Prometheus range queries.",
      "Heap dumps (.hprof) of one program, in order of time: growth by class and who holds it.",
      "Writes nothing. The exit code is the worst of all inputs."
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final int MOST_NOTES = 6;

  private final Surroundings surroundings;

  @Parameters(paramLabel = "INPUT", arity = "1..*", description = "a run folder or a file")
  private List<Path> inputs = List.of();

  @Option(names = "--json", description = "print one JSON object for each input")
  private boolean json;

  @Option(
      names = "--join",
      description = "the files are one recording, in this order, as a rotated log is")
  private boolean join;

  @Mixin private final JudgeOptions options = new JudgeOptions();

  @Mixin private final FormatOptions formats = new FormatOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  AnalyzeCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** What is known about one input. */
  private record Judged(RunVerdict verdict, Optional<Path> report, List<String> notes) {}

  @Override
  public Integer call() throws UsageError {
    options.check();
    ReadingOptions reading = formats.reading();
    PrintWriter out = spec.commandLine().getOut();
    List<Path> dumps =
        inputs.stream().filter(input -> HeapDump.looksLikeOne(surroundings.at(input))).toList();
    List<Path> others = inputs.stream().filter(input -> !dumps.contains(input)).toList();
    if (!dumps.isEmpty()) {
      out.print(new HeapDumpAnalysis(surroundings).of(dumps, json));
      out.flush();
    }
    List<List<Path>> groups =
        join && !others.isEmpty() ? List.of(others) : others.stream().map(List::of).toList();
    int exit = Exit.PASS;
    for (List<Path> group : groups) {
      String title = group.stream().map(Path::toString).collect(Collectors.joining(" + "));
      try {
        Judged judged = judge(group, title, reading);
        out.print(json ? VerdictJson.toJson(judged.verdict(), title) : text(title, judged));
        exit = Exit.worse(exit, judged.verdict().exit());
      } catch (UsageError e) {
        out.flush();
        if (groups.size() == 1) {
          throw e;
        }
        Complaints.say(spec.commandLine().getErr(), String.valueOf(e.getMessage()));
        exit = Exit.worse(exit, Exit.USAGE);
      }
    }
    out.flush();
    return exit;
  }

  private Judged judge(List<Path> group, String title, ReadingOptions reading) throws UsageError {
    List<Path> paths = group.stream().map(surroundings::at).toList();
    for (int i = 0; i < paths.size(); i++) {
      if (!Files.exists(paths.get(i))) {
        throw new UsageError(group.get(i) + ": there is no such file or folder");
      }
      if (Files.isDirectory(paths.get(i)) && paths.size() > 1) {
        throw new UsageError(group.get(i) + " is a folder: only files can be joined");
      }
    }
    if (Files.isDirectory(paths.get(0))) {
      return run(group.get(0), paths.get(0));
    }
    try {
      Found found = new RecordingFiles(reading).read(name(paths.get(0)), paths);
      RunVerdict verdict = RecordingVerdict.on(found, options);
      return new Judged(
          verdict,
          Optional.empty(),
          verdict.targets().stream()
              .flatMap(target -> target.notes().stream())
              .distinct()
              .toList());
    } catch (UnreadableRecording e) {
      throw new UsageError(title + " " + e.complaint(), e);
    }
  }

  /** The name of a file without what tells its format. */
  private static String name(Path file) {
    return String.valueOf(file.getFileName())
        .replaceFirst("(?i)(?<=.)(\\.(csv|tsv|txt|log|jfr|json|gz))+$", "");
  }

  private Judged run(Path input, Path path) throws UsageError {
    RecordedRun run = RecordedRun.read(path, options);
    Path report = run.folder().report();
    return new Judged(
        run.verdict(),
        Files.isRegularFile(report)
            ? Optional.of(input.resolve(report.getFileName()))
            : Optional.empty(),
        run.record().defects());
  }

  private String text(String title, Judged judged) {
    StringBuilder text = new StringBuilder();
    if (inputs.size() > 1) {
      text.append(title).append('\n');
    }
    List<String> lines =
        ConsoleSummary.lines(judged.verdict(), judged.report().map(Path::toString).orElse(""));
    int shown = judged.report().isPresent() ? lines.size() : lines.size() - 1;
    lines.subList(0, shown).forEach(line -> text.append(line).append('\n'));
    judged.notes().stream().limit(MOST_NOTES).forEach(note -> text.append(NoteLines.of(note)));
    if (judged.notes().size() > MOST_NOTES) {
      text.append("note     and ").append(judged.notes().size() - MOST_NOTES).append(" more\n");
    }
    return text.toString();
  }
}
