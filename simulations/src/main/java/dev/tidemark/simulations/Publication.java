package dev.tidemark.simulations;

import dev.tidemark.experiment.Conclusion;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.reports.ConsoleSummary;
import dev.tidemark.reports.HtmlReport;
import dev.tidemark.reports.JunitXml;
import dev.tidemark.reports.MarkdownSummary;
import dev.tidemark.reports.VerdictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the end of a run where people and programs look for it: into the run folder, and as the
 * last lines printed.
 */
final class Publication {
  private static final String LINE = "=".repeat(80);

  private Publication() {}

  /** Writes the files of a run folder; what cannot be written is said, and the verdict stands. */
  static void write(Conclusion end) {
    if (end.folder().isEmpty() || end.record().isEmpty()) {
      return;
    }
    RunFolder folder = end.folder().get();
    RunRecord record = end.record().get();
    try {
      VerdictJson.write(folder.verdict(), end.verdict());
      HtmlReport.write(folder.report(), record, end.verdict());
      JunitXml.write(folder.junit(), end.verdict());
      MarkdownSummary.write(folder.summary(), end.verdict());
    } catch (IOException e) {
      System.out.println("The report could not be written: " + e.getMessage());
    }
  }

  /** The last lines of the output. */
  static List<String> lastLines(Conclusion end) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(LINE);
    if (end.folder().isEmpty()) {
      lines.add("tidemark: " + end.verdict().reason());
      lines.add("gate     fail, exit " + end.verdict().exit());
    } else {
      lines.addAll(ConsoleSummary.lines(end.verdict(), shown(end.folder().get().report())));
    }
    lines.add(LINE);
    return lines;
  }

  private static String shown(Path report) {
    Path here = Path.of("").toAbsolutePath();
    Path there = report.toAbsolutePath().normalize();
    return there.startsWith(here) ? here.relativize(there).toString() : there.toString();
  }
}
