package dev.tidemark.cli;

import dev.tidemark.reports.ConsoleSummary;
import dev.tidemark.reports.HtmlReport;
import dev.tidemark.reports.JunitXml;
import dev.tidemark.reports.MarkdownSummary;
import dev.tidemark.reports.VerdictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the reports of runs anew from what they recorded. */
@Command(
    name = "report",
    description = {
      "Writes report.html, verdict.json, junit.xml and summary.md of run folders anew.",
      "Exit code 0 when they were written, whatever the verdict."
    })
final class ReportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(paramLabel = "FOLDER", arity = "1..*", description = "a run folder")
  private List<Path> folders = List.of();

  @Mixin private final JudgeOptions options = new JudgeOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  ReportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UsageError, IOException {
    options.check();
    PrintWriter out = spec.commandLine().getOut();
    for (Path folder : folders) {
      RecordedRun run = RecordedRun.read(surroundings.at(folder), options);
      VerdictJson.write(run.folder().verdict(), run.verdict());
      HtmlReport.write(run.folder().report(), run.record(), run.verdict());
      JunitXml.write(run.folder().junit(), run.verdict());
      MarkdownSummary.write(run.folder().summary(), run.verdict());
      String report = folder.resolve("report.html").toString();
      ConsoleSummary.lines(run.verdict(), report).forEach(out::println);
      out.flush();
    }
    return Exit.PASS;
  }
}
