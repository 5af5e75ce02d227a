package dev.tidemark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs all benchmarks and writes what they say: {@code Performance JSON PAGE}. Prints the JSON, and
 * the table of the page. The exit code is 1 where the processor time of a warm figure exceeds its
 * limit.
 */
public final class Performance {
  private Performance() {}

  /**
   * Runs.
   *
   * @param arguments where JMH's JSON goes, and where the page
   */
  public static void main(String[] arguments) throws RunnerException, IOException {
    if (arguments.length != 2) {
      System.err.println("bench: name the JSON file and the page to write");
      System.exit(2);
    }
    Path json = Path.of(arguments[0]);
    Path folders = json.toAbsolutePath().resolveSibling("soaks");
    Files.createDirectories(folders);
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("SoakBenchmark|FloorLookBenchmark")
                    .jvmArgsAppend("-Dbench.folder=" + folders)
                    .addProfiler(CpuTime.class)
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .result(json.toString())
                    .resultFormat(ResultFormatType.JSON)
                    .build())
            .run();
    PerformancePage page =
        new PerformancePage(
            List.copyOf(results),
            Files.size(folders.resolve("soak-86400").resolve("ledger.jsonl")));
    Files.writeString(Path.of(arguments[1]), page.text());
    System.out.println(Files.readString(json));
    System.out.print(page.table());
    System.exit(page.withinLimits() ? 0 : 1);
  }
}
