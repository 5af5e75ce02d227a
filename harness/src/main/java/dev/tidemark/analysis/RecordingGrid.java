package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.GridStep;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * What the steps of a gauge do to a verdict: growth within one step cannot be seen, so a gauge that
 * stands still on a coarse grid shows nothing.
 */
final class RecordingGrid {
  private RecordingGrid() {}

  /** The verdict, withdrawn or explained where the grid limits it. */
  static SeriesVerdict applied(RecordingLife judged) {
    SeriesVerdict series = judged.series();
    double[] bytes = judged.readings().bytes();
    OptionalDouble step = GridStep.of(bytes);
    double[] x = judged.axis().of(judged.readings());
    if (step.isEmpty() || bytes.length < 2 || !(x[x.length - 1] > x[0])) {
      return series;
    }
    // growth that never falls may be what was seen and a step more
    double seen = neverFalls(bytes) ? bytes[bytes.length - 1] - bytes[0] : 0;
    double hidden = (seen + step.getAsDouble()) / (x[x.length - 1] - x[0]);
    String grid = "the gauge moves in steps of " + ByteSize.format(step.getAsDouble());
    boolean few = range(bytes) <= 2 * step.getAsDouble();
    if (series.verdict().kind() == Verdict.Kind.PLATEAU && few && hidden >= series.sensitivity()) {
      return series.with(
          new Verdict.Inconclusive(
              grid
                  + ", in which "
                  + ByteSize.format(hidden)
                  + " "
                  + judged.axis().per()
                  + " may hide; a finer gauge or a longer recording would tell"));
    }
    boolean open = series.verdict().kind() == Verdict.Kind.INCONCLUSIVE;
    return open && step.getAsDouble() >= series.noise()
        ? series.with(new Verdict.Inconclusive(series.verdict().reason() + "; " + grid))
        : series;
  }

  private static boolean neverFalls(double[] bytes) {
    return IntStream.range(1, bytes.length).allMatch(i -> bytes[i] >= bytes[i - 1]);
  }

  private static double range(double[] bytes) {
    return Arrays.stream(bytes).max().orElse(0) - Arrays.stream(bytes).min().orElse(0);
  }
}
