package dev.tidemark.cli;

import dev.tidemark.reports.TrendEntry;
import dev.tidemark.reports.TrendFolders;
import dev.tidemark.reports.TrendPage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Draws the growth of the same targets over many runs. */
@Command(
    name = "trend",
    description = "Draws the growth per request over many runs as one HTML page.")
final class TrendCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "1..*",
      description = "a run folder, or a folder that holds some")
  private List<Path> folders = List.of();

  @Option(names = "--out", paramLabel = "FILE", description = "the page; default trend.html")
  private Path out = Path.of("trend.html");

  @Spec private CommandSpec spec = CommandSpec.create();

  TrendCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UsageError, IOException {
    Path page = surroundings.at(out);
    if (Files.isDirectory(page)) {
      throw new UsageError("out: " + out + " is a folder; name a file, such as trend.html");
    }
    if (page.getParent() != null && !Files.isDirectory(page.getParent())) {
      throw new UsageError("out: there is no folder " + page.getParent() + " for the page");
    }
    List<TrendEntry> entries = TrendFolders.read(folders.stream().map(surroundings::at).toList());
    PrintWriter complaints = spec.commandLine().getErr();
    int runs = 0;
    for (TrendEntry entry : entries) {
      if (entry instanceof TrendEntry.Unreadable gap) {
        Complaints.say(complaints, "left out: " + gap.folder() + ": " + gap.reason());
      } else {
        runs++;
      }
    }
    if (runs == 0) {
      throw new UsageError("no run to draw; name run folders that hold a verdict.json");
    }
    TrendPage.write(page, entries);
    PrintWriter said = spec.commandLine().getOut();
    said.println(runs + (runs == 1 ? " run" : " runs") + " drawn in " + out);
    said.flush();
    return Exit.PASS;
  }
}
