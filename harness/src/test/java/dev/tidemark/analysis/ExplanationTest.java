package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ExplanationTest {
  private static final SeriesVerdict FLAT =
      series("jvm.memory.live", MetricKind.LIVE_SET, new Verdict.Plateau("flat", 100), 0);
  private static final SeriesVerdict OPEN =
      series("jvm.memory.live", MetricKind.LIVE_SET, new Verdict.Inconclusive("few rounds"), 1);
  private static final SeriesVerdict NATIVE =
      series("process.memory.native", MetricKind.NATIVE, new Verdict.Leak("grows"), 84 << 10);

  @Test
  void nativeMemoryIsToldFromTheHeap() {
    assertThat(Explanation.of(NATIVE, List.of(FLAT, NATIVE)))
        .isEqualTo("heap flat, RSS +84.0 KiB per request: native");
    assertThat(Explanation.of(NATIVE, List.of(OPEN, NATIVE)))
        .isEqualTo("heap flat so far, RSS +84.0 KiB per request: native");
    assertThat(Explanation.of(NATIVE, List.of(NATIVE)))
        .isEqualTo("RSS +84.0 KiB per request: native");
  }

  @Test
  void countsAreToldByWhatTheyCount() {
    SeriesVerdict threads =
        series("jvm.thread.count", MetricKind.THREADS, new Verdict.Leak("grows"), 1);
    SeriesVerdict classes =
        series("jvm.class.count", MetricKind.CLASSES, new Verdict.Leak("grows"), 2.5);
    assertThat(Explanation.of(threads, List.of(FLAT, threads)))
        .isEqualTo("heap flat, threads +1.000 per request");
    assertThat(Explanation.of(classes, List.of(FLAT, classes)))
        .isEqualTo("heap flat, loaded classes +2.500 per request");
  }

  @Test
  void whatLeaksFasterBesideTheHeapIsNamed() {
    SeriesVerdict live =
        series("jvm.memory.live", MetricKind.LIVE_SET, new Verdict.Leak("grows"), 200);
    assertThat(Explanation.beside(live, List.of(live, NATIVE)))
        .isEqualTo("; beside it RSS +84.0 KiB per request: native");
    assertThat(Explanation.beside(live, List.of(live))).isEmpty();
  }

  @Test
  void aFlatHeapBesideNativeMemoryThatGrowsFillsNoLimit() {
    Verdict leak = new Verdict.Leak("grows");
    assertThat(Outlook.growing(List.of(FLAT, NATIVE), leak)).isEmpty();
    assertThat(Outlook.growing(List.of(OPEN, NATIVE), leak)).contains(OPEN);
  }

  private static SeriesVerdict series(String name, MetricKind kind, Verdict verdict, double slope) {
    boolean bytes = kind == MetricKind.LIVE_SET || kind == MetricKind.NATIVE;
    return new SeriesVerdict(
        name,
        kind,
        bytes ? Unit.BYTES : Unit.COUNT,
        verdict,
        Optional.of(
            new SlopeEstimate(slope, new ConfidenceInterval(0.9 * slope, 1.1 * slope, 0.95))),
        100,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        1,
        Optional.empty(),
        55,
        Rates.NONE);
  }
}
