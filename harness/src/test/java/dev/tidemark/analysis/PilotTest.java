package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class PilotTest {
  private static final long MILLI = 1_000_000;
  private final List<Tick> ticks = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();

  /** 20 requests in 100 ms, then a floor of 150 ms, with a noise of 1,000 bytes. */
  private void run(int rounds) {
    Random random = new Random(5);
    for (int i = 0; i <= rounds; i++) {
      long at = i * 250L * MILLI;
      TreeMap<String, MemorySample> samples = new TreeMap<>();
      double live = 1e7 + 1_000 * random.nextGaussian();
      samples.put(
          "jvm.memory.live",
          new MemorySample(
              "jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, live, GcState.AFTER_FULL_GC));
      ticks.add(
          new Tick(
              "a",
              Tick.Kind.FLOOR,
              0,
              i,
              at,
              Instant.EPOCH,
              new RequestCounts(20L * i, 0, 0),
              samples,
              new TreeMap<>(),
              Map.of()));
      if (i < rounds) {
        events.add(new RunEvent("a", Events.GATE_OPEN, "", at, Instant.EPOCH));
        events.add(new RunEvent("a", Events.GATE_CLOSED, "", at + 100 * MILLI, Instant.EPOCH));
      }
    }
  }

  @Test
  void noiseRateAndFloorCostAreThoseOfTheRounds() {
    run(24);
    Pilot pilot = Pilot.of(ticks, events).orElseThrow();
    assertThat(pilot.noise()).isCloseTo(1_300, Percentage.withPercentage(50));
    assertThat(pilot.requestsPerSecond()).isCloseTo(200, within(1e-6));
    assertThat(pilot.floorCost()).isEqualTo(Duration.ofMillis(150));
  }

  @Test
  void tooFewFloorsAreNoPilot() {
    run(5);
    assertThat(Pilot.of(ticks, events)).isEmpty();
    assertThat(Pilot.of(List.of(), List.of())).isEmpty();
  }
}
