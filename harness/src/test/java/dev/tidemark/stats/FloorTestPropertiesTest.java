package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.stats.FloorDecision.Outcome;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must not change a verdict, over made-up series of many shapes. */
class FloorTestPropertiesTest {
  private static final int SERIES = 1_000;
  private static final double DELTA = 100;
  private static final double KIBI = 1024;

  private static FloorDecision decide(MadeSeries series, double delta) {
    return FloorTest.of(Settings.atDelta(delta)).decide(series.x(), series.y());
  }

  /**
   * Compares two decisions.
   *
   * @param scale of the figures of the second, in those of the first
   */
  private static void same(long seed, FloorDecision one, FloorDecision other, double scale) {
    String what = "series " + seed;
    assertThat(other.outcome()).as(what).isEqualTo(one.outcome());
    assertThat(other.steps()).as(what).isEqualTo(one.steps());
    assertThat(other.used()).as(what).isEqualTo(one.used());
    assertThat(other.slope().isPresent()).as(what).isEqualTo(one.slope().isPresent());
    if (one.slope().isPresent()) {
      FloorDecision.Slope a = one.slope().get();
      FloorDecision.Slope b = other.slope().orElseThrow();
      double tolerance = 1e-6 * Math.max(Math.abs(a.high()), Math.abs(a.low()));
      assertThat(b.value() * scale).as(what).isCloseTo(a.value(), within(tolerance));
      assertThat(b.low() * scale).as(what).isCloseTo(a.low(), within(tolerance));
      assertThat(b.high() * scale).as(what).isCloseTo(a.high(), within(tolerance));
    }
  }

  @Test
  void theSeriesAreOfEveryKind() {
    Map<Outcome, Integer> kinds = new EnumMap<>(Outcome.class);
    for (long seed = 0; seed < SERIES; seed++) {
      kinds.merge(decide(MadeSeries.of(seed), DELTA).outcome(), 1, Integer::sum);
    }
    assertThat(kinds.values()).hasSize(Outcome.values().length).allMatch(count -> count >= 5);
  }

  @Test
  void aSeriesThatGainsWhatIsPrintedAsConvictableIsALeak() {
    int printed = 0;
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      if (decision.outcome() != Outcome.LEAK && decision.convictable().isPresent()) {
        MadeSeries leaking = series.leaking(decision.convictable().getAsDouble());
        assertThat(decide(leaking, DELTA).outcome()).as("series " + seed).isEqualTo(Outcome.LEAK);
        printed++;
      }
    }
    assertThat(printed).isGreaterThan(SERIES / 2);
  }

  @Test
  void aShiftChangesNothing() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      same(seed, decision, decide(series.shifted(1L << 32), DELTA), 1);
      same(seed, decision, decide(series.shifted(-39e6), DELTA), 1);
    }
  }

  @Test
  void requestsBeforeTheFirstReadingChangeNothing() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      same(seed, decide(series, DELTA), decide(series.later(1_000_000), DELTA), 1);
    }
  }

  @Test
  void bytesOrKilobytesAreTheSame() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      same(seed, decision, decide(series.inUnit(KIBI), DELTA / KIBI), KIBI);
      sameVerdict(seed, decision, decide(series.inUnit(1_000), DELTA / 1_000));
    }
  }

  @Test
  void requestsOrThousandsOfThemAreTheSame() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      same(seed, decision, decide(series.requestsInUnit(KIBI), DELTA * KIBI), 1 / KIBI);
      sameVerdict(seed, decision, decide(series.requestsInUnit(1_000), DELTA * 1_000));
    }
  }

  /** Division by a thousand rounds, which may tip the choice between models that fit alike. */
  private static void sameVerdict(long seed, FloorDecision one, FloorDecision other) {
    assertThat(other.outcome()).as("series " + seed).isEqualTo(one.outcome());
  }

  @Test
  void aLeakOnTopNeverMakesGrowthAPlateau() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      if (decision.outcome() != Outcome.LEAK && decision.outcome() != Outcome.GROWING) {
        continue;
      }
      double slope = decision.slope().orElseThrow().value();
      for (double leak : new double[] {DELTA / 100, DELTA / 3, DELTA, 10 * DELTA, 1_000 * DELTA}) {
        Outcome more = decide(series.leaking(leak), DELTA).outcome();
        if (decision.outcome() == Outcome.LEAK || slope + leak > DELTA) {
          assertThat(more).as("series %d with %s B more", seed, leak).isNotEqualTo(Outcome.PLATEAU);
        }
      }
    }
  }

  @Test
  void aLeakOfTheSensitivityOnTopOfAnythingFlatIsNoPlateau() {
    for (long seed = 0; seed < SERIES; seed++) {
      MadeSeries series = MadeSeries.of(seed);
      FloorDecision decision = decide(series, DELTA);
      if (decision.outcome() == Outcome.PLATEAU) {
        double low = decision.slope().orElseThrow().low();
        Outcome more = decide(series.leaking(DELTA - Math.min(0, low)), DELTA).outcome();
        assertThat(more).as("series " + seed).isNotEqualTo(Outcome.PLATEAU);
      }
    }
  }
}
