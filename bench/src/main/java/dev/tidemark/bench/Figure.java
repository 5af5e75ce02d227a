package dev.tidemark.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * Medians over several measurements of one operation.
 *
 * @param wall milliseconds by the clock
 * @param cpu milliseconds of processor time
 */
record Figure(double wall, double cpu) {

  /** Over the first operation of each JVM: nothing is compiled yet. */
  static Figure cold(RunResult result) {
    return of(
        result.getBenchmarkResults().stream()
            .map(fork -> List.copyOf(fork.getIterationResults()).get(0))
            .toList());
  }

  /** Over the second half of all measurements: whole operations, or seconds of them. */
  static Figure warm(RunResult result) {
    return of(
        result.getBenchmarkResults().stream()
            .map(BenchmarkResult::getIterationResults)
            .map(List::copyOf)
            .flatMap(all -> all.subList(all.size() / 2, all.size()).stream())
            .toList());
  }

  private static Figure of(List<IterationResult> iterations) {
    return new Figure(
        median(iterations.stream().mapToDouble(Figure::millis).toArray()),
        median(iterations.stream().mapToDouble(Figure::cpu).toArray()));
  }

  private static double millis(IterationResult iteration) {
    double score = iteration.getPrimaryResult().getScore();
    return switch (iteration.getPrimaryResult().getScoreUnit()) {
      case "ms/op" -> score;
      case "us/op" -> score / TimeUnit.MILLISECONDS.toMicros(1);
      default -> throw new IllegalStateException("a benchmark in neither milli- nor microseconds");
    };
  }

  private static double cpu(IterationResult iteration) {
    return Optional.ofNullable(iteration.getSecondaryResults().get(CpuTime.LABEL))
        .orElseThrow(() -> new IllegalStateException("run with the profiler CpuTime"))
        .getScore();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : 0.5 * (sorted[half - 1] + sorted[half]);
  }
}
