package dev.tidemark.bench;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.RunVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From a run folder to its verdict in 256 MB: the first time in a JVM, in which nothing is compiled
 * yet, as somebody who types {@code tidemark analyze} has it; and five times more, when it is warm.
 * Without the optimizing compiler, as {@code scripts/tidemark} analyses inputs of this size.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 3,
    jvmArgs = {"-Xmx256m", "-XX:TieredStopAtLevel=1"})
@Warmup(iterations = 0)
@Measurement(iterations = 6)
public class SoakBenchmark {
  /** Six, twelve and twenty-four hours of one tick a second. */
  @Param({"21600", "43200", "86400"})
  public int ticks;

  private RunFolder folder = new RunFolder(Path.of("."));

  /** Finds the folder, which {@link Performance} has made; makes it where it did not. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    folder = SoakFolder.of(Path.of(System.getProperty("bench.folder", ".")), ticks);
  }

  @Benchmark
  public RunVerdict analysis() throws IOException {
    return new RunAnalysis(false).judge(LedgerReader.read(folder));
  }
}
