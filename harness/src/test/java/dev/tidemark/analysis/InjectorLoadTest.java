package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the load generator's own troubles do to a verdict. */
class InjectorLoadTest {
  private static final double MIB = 1 << 20;

  private static Tick tick(double processor) {
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    Map.of(
            InjectorLoad.PROCESSOR,
            processor,
            InjectorLoad.CORES,
            4.0,
            InjectorLoad.LAG,
            12e6,
            InjectorLoad.HEAP,
            41 * MIB)
        .forEach(
            (name, value) ->
                samples.put(
                    name,
                    new MemorySample(
                        name,
                        MetricKind.SHOWN,
                        name.equals(InjectorLoad.HEAP) ? Unit.BYTES : Unit.COUNT,
                        value,
                        GcState.UNKNOWN)));
    return new Tick(
        InjectorLoad.ARM,
        Tick.Kind.LOAD,
        0,
        1,
        1,
        Instant.EPOCH,
        RequestCounts.NONE,
        samples,
        new TreeMap<>(),
        Map.of());
  }

  private static TargetVerdict target(Verdict verdict) {
    return TargetVerdict.of("a", verdict).build();
  }

  @Test
  void whatItUsedIsANoteOnEveryTarget() {
    TargetVerdict weighed =
        new InjectorLoad(List.of(tick(0.3), tick(0.4))).weigh(target(new Verdict.Plateau("", 1)));
    assertThat(weighed.verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(weighed.notes())
        .containsExactly(
            "injector: 35% of its 4 cores, 41.0 MiB of heap after collections, woke at most 12 ms"
                + " late");
  }

  @Test
  void aSaturatedInjectorIsNamedAndWithdrawsWhatIsNotALeak() {
    InjectorLoad saturated = new InjectorLoad(List.of(tick(0.95), tick(0.93)));
    TargetVerdict flat = saturated.weigh(target(new Verdict.Plateau("flat", 1)));
    assertThat(flat.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(flat.verdict().reason()).startsWith("the injector was saturated").contains("flat");
    assertThat(saturated.weigh(target(new Verdict.Leak("leaks"))).verdict().kind())
        .isEqualTo(Verdict.Kind.LEAK);
  }

  @Test
  void aRunWithoutSuchRowsIsLeftAsItIs() {
    TargetVerdict target = target(new Verdict.Plateau("flat", 1));
    assertThat(new InjectorLoad(List.of()).weigh(target)).isEqualTo(target);
  }

  @Test
  void requestsOfWhichNothingIsKnownWidenTheSlope() {
    SlopeEstimate slope = new SlopeEstimate(90, new ConfidenceInterval(80, 100, 0.95));
    SeriesVerdict series =
        new SeriesVerdict(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            new Verdict.Leak(""),
            Optional.of(slope),
            100,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            1,
            Optional.empty(),
            20,
            Rates.NONE);
    List<Tick> floors = List.of(floor(new RequestCounts(0, 0, 0)), floor(counts()));
    assertThat(new UnknownRequests(floors).widened(series).slope().orElseThrow().interval())
        .isEqualTo(new ConfidenceInterval(80, 125, 0.95));
    List<Tick> sure = List.of(floor(RequestCounts.NONE), floor(new RequestCounts(100, 0, 0)));
    assertThat(new UnknownRequests(sure).widened(series)).isEqualTo(series);
  }

  private static RequestCounts counts() {
    return new RequestCounts(80, 0, 0, 20, 0);
  }

  private static Tick floor(RequestCounts counts) {
    return new Tick(
        "a",
        Tick.Kind.FLOOR,
        0,
        1,
        1,
        Instant.EPOCH,
        counts,
        new TreeMap<>(),
        new TreeMap<>(),
        Map.of());
  }
}
