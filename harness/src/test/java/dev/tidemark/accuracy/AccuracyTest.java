package dev.tidemark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The accuracy bench in small: a few hundred runs a cell with fixed seeds. Bounds are binomial:
 * with other seeds, and the rate that the test's name or its constant says, fewer than one in a
 * million such tests would fail.
 */
class AccuracyTest {
  private static final int RUNS = 150;
  private static final int WHOLE_RUNS = 60;
  private static final double RARE = 0.001;

  /** Leaks that one look at 60 readings convicts by half of what the reference rule needs. */
  private static final double HALF = 170;

  private static final double SMALL = 60;

  private static final Cores CORES = new Cores(2);

  @AfterAll
  static void stop() {
    CORES.close();
  }

  static Stream<Zoo> innocents() {
    return Stream.of(Zoo.values()).filter(kind -> kind.truth() == Truth.INNOCENT);
  }

  static Stream<Zoo> leaks() {
    return Stream.of(Zoo.values()).filter(kind -> kind.truth() == Truth.LEAKING);
  }

  @ParameterizedTest
  @MethodSource("innocents")
  void anInnocentTargetIsNotCalledALeakInOneLook(Zoo kind) throws InterruptedException {
    assertThat(look(new SingleLook(kind, 60, 0)).leak()).isLessThanOrEqualTo(most(RARE));
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGARITHM", "SQUARE_ROOT"})
  void growthThatSlowsDownIsNotCalledALeak(Zoo kind) throws InterruptedException {
    assertThat(look(new SingleLook(kind, 60, 0)).leak()).isLessThanOrEqualTo(most(0.01));
  }

  @ParameterizedTest
  @MethodSource("leaks")
  void aLeakIsNotCalledAPlateauInOneLook(Zoo kind) throws InterruptedException {
    assertThat(look(new SingleLook(kind, 60, SMALL)).plateau()).isLessThanOrEqualTo(most(RARE));
  }

  @Test
  void aConstantLeakIsConvictedInOneLook() throws InterruptedException {
    assertThat(look(new SingleLook(Zoo.LEAK, 60, HALF)).leak()).isGreaterThan(least(0.98));
    assertThat(look(new SingleLook(Zoo.LEAK_FAST_WARM_UP, 60, HALF)).leak())
        .isGreaterThan(least(0.93));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAT", "FLAT_CORRELATED_6"})
  void aFlatTargetIsAPlateauAtTheGrowthThatIsCalledDetectable(Zoo kind)
      throws InterruptedException {
    assertThat(look(new SingleLook(kind, 60, 0)).plateau()).isGreaterThan(least(0.985));
  }

  @Test
  void aCacheThatFillsInTheLastTenthIsSeldomALeak() throws InterruptedException {
    assertThat(look(new SingleLook(Zoo.NEARLY_FILLED_CACHE, 60, 0)).leak()).isLessThan(most(0.12));
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAK", "LEAK_CORRELATED_3", "LEAK_FAST_WARM_UP"})
  void theIntervalCoversTheSlopeOfALeakAsOftenAsItSays(Zoo kind) throws InterruptedException {
    Tally tally = look(new SingleLook(kind, 60, HALF));

    assertThat(tally.intervals()).isEqualTo(RUNS);
    assertThat(tally.covered()).isGreaterThan(least(0.93));
  }

  @ParameterizedTest
  @EnumSource(names = {"FLAT", "FLAT_CORRELATED_6", "STEP", "CACHE_FULL_AT_30", "PERIODIC"})
  void aWholeRunOfAnInnocentTargetDoesNotEndInLeak(Zoo kind) throws InterruptedException {
    long allowance = kind.nuisance().fills() ? WholeRun.CACHES : 0;

    assertThat(run(WholeRun.of(kind, 0, allowance)).leak())
        .isLessThanOrEqualTo(Binomial.most(RARE, WHOLE_RUNS));
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAK", "LEAK_CORRELATED_6", "LEAK_RANDOM_SIZE", "LEAK_LATE_ONSET"})
  void aWholeRunOfALeakEndsInLeak(Zoo kind) throws InterruptedException {
    Tally tally = run(WholeRun.of(kind, HALF, 0));

    assertThat(tally.plateau()).isLessThanOrEqualTo(Binomial.most(RARE, WHOLE_RUNS));
    assertThat(tally.leak()).isGreaterThan(WHOLE_RUNS - 1 - Binomial.most(0.01, WHOLE_RUNS));
  }

  @ParameterizedTest
  @EnumSource(names = {"LEAKING", "INNOCENT"})
  void ofSeveralSeriesTheLeakingOneIsConvictedAlone(Truth watched) throws InterruptedException {
    List<Zoo> series =
        List.of(Zoo.LEAK, Zoo.FLAT, Zoo.STEP, Zoo.FAST_WARM_UP, Zoo.CACHE_FULL_AT_30);
    Tally tally =
        run(new WholeRun("SEVERAL", List.of(series), watched, 1000, WholeRun.CACHES, false));

    assertThat(tally.leak()).isEqualTo(watched == Truth.LEAKING ? WHOLE_RUNS : 0);
  }

  private static Tally look(Cell cell) throws InterruptedException {
    return Tally.of(CORES.each(RUNS, cell::run));
  }

  private static Tally run(Cell cell) throws InterruptedException {
    return Tally.of(CORES.each(WHOLE_RUNS, cell::run));
  }

  private static int most(double rate) {
    return Binomial.most(rate, RUNS);
  }

  private static int least(double rate) {
    return RUNS - Binomial.most(1 - rate, RUNS) - 1;
  }
}
