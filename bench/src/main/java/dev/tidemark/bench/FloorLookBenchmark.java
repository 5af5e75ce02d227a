package dev.tidemark.bench;

import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One look at the floors of one series. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 3, jvmArgs = "-Xmx256m")
@Warmup(iterations = 15, time = 1)
@Measurement(iterations = 3, time = 1)
public class FloorLookBenchmark {
  private static final long SEED = 7;
  private static final double REQUESTS_PER_ROUND = 200;
  private static final double BASE = 40e6;
  private static final double NOISE = 2e4;
  private static final double DELTA = 100;

  /** What the memory of a target does over its requests. */
  public enum Shape {
    FLAT,
    LEAK,
    FILLING,
    STEPS,
    WAVE;

    double growth(double requests) {
      return switch (this) {
        case FLAT -> 0;
        case LEAK -> 200 * requests;
        case FILLING -> 4e6 * (1 - Math.exp(-requests / 4000));
        case STEPS -> 3e5 * Math.floor(requests / 5000);
        case WAVE -> 2e5 * Math.sin(requests / 900);
      };
    }
  }

  @Param({"60", "180"})
  public int rounds;

  @Param public Shape shape = Shape.FLAT;

  private double[] x = new double[0];
  private double[] y = new double[0];
  private final FloorTest test = FloorTest.of(Settings.atDelta(DELTA));

  /** A series with independent noise. */
  @Setup
  public void prepare() {
    Random random = new Random(SEED);
    x = new double[rounds];
    y = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      x[i] = i * REQUESTS_PER_ROUND;
      y[i] = BASE + shape.growth(x[i]) + NOISE * random.nextGaussian();
    }
  }

  @Benchmark
  public FloorDecision look() {
    return test.decide(x, y);
  }
}
