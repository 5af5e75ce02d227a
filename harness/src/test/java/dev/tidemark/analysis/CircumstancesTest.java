package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** When growth sets in, and with how many requests in flight. */
class CircumstancesTest {
  private final Random random = new Random(5);
  private final List<Tick> ticks = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private double kept;
  private long ended;
  private long nanos;

  private void read(Tick.Kind kind, int segment) {
    nanos += 1_000_000_000;
    MemorySample live =
        new MemorySample(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            20e6 + kept + 500 * random.nextGaussian(),
            GcState.AFTER_FULL_GC);
    ticks.add(
        new Tick(
            "a",
            kind,
            segment,
            ticks.size(),
            nanos,
            Instant.EPOCH,
            new RequestCounts(ended, 0, 0),
            new TreeMap<>(Map.of("jvm.memory.live", live)),
            new TreeMap<>(),
            Map.of()));
  }

  private void rounds(int rounds, double each, Tick.Kind kind, int segment) {
    for (int i = 0; i < rounds; i++) {
      ended += 100;
      kept += 100 * each;
      read(kind, segment);
    }
  }

  private void rung(long inFlight, double each, int segment) {
    nanos += 1_000;
    events.add(new RunEvent("a", Events.RUNG, Long.toString(inFlight), nanos, Instant.EPOCH));
    rounds(16, each, Tick.Kind.LADDER, segment);
  }

  private TargetVerdict judged() {
    Plan plan =
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT.withBytes(ByteSize.ofMebibytes(1)),
            Duration.ofMinutes(5),
            16,
            List.of("concurrent", "ladder"));
    return new ArmAnalyst(plan, 1).judge(SimulatedArm.identity("a"), ticks, events);
  }

  private Optional<Finding> finding(String source) {
    return judged().findings().stream().filter(f -> f.source().equals(source)).findFirst();
  }

  @Test
  void growthOnlyAboveSomeRequestsInFlightIsToldWithBothSidesOfTheThreshold() {
    rounds(55, 2_000, Tick.Kind.FLOOR, 1);
    rung(1, 0, 2);
    rung(2, 0, 3);
    rung(4, 0, 4);
    rung(8, 0, 5);
    rung(16, 2_000, 6);
    assertThat(judged().verdict().reason())
        .contains("in flight: with 8 at once and fewer it is flat")
        .contains("with 16 at once it grows: +1.9");
    assertThat(finding("ladder").map(Finding::outcome)).hasValue(Finding.Outcome.GROWS);
  }

  @Test
  void growthOnEveryRungIsNotAMatterOfRequestsInFlight() {
    rounds(55, 2_000, Tick.Kind.FLOOR, 1);
    rung(1, 2_000, 2);
    rung(4, 2_000, 3);
    rung(16, 2_000, 4);
    assertThat(judged().verdict().reason())
        .contains("it grows with one request at a time as with 16 at once");
  }

  @Test
  void aFlatLadderSaysSo() {
    rounds(55, 0, Tick.Kind.FLOOR, 1);
    rung(1, 0, 2);
    rung(16, 0, 3);
    assertThat(finding("ladder").map(Finding::sentence))
        .hasValue("in flight: no growth shown with 1, 16 at once");
  }

  @Test
  void growthThatSetsInLateIsToldWithTheRequestsBeforeIt() {
    rounds(30, 0, Tick.Kind.FLOOR, 1);
    rounds(60, 3_000, Tick.Kind.FLOOR, 1);
    assertThat(finding(Onset.SOURCE).map(Finding::sentence))
        .hasValue("it set in after about 3,000 requests and was flat before");
  }

  @Test
  void growthFromTheStartHasNoOnset() {
    rounds(90, 3_000, Tick.Kind.FLOOR, 1);
    assertThat(finding(Onset.SOURCE)).isEmpty();
  }
}
