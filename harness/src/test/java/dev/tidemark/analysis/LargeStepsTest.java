package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LargeStepsTest {
  private static final String LIVE = "jvm.memory.live";
  private static final double MEBIBYTE = 1 << 20;
  private static final Map<String, ClassCount> CLASSES = Map.of("[B", new ClassCount(1, 16));

  /** Sixty rounds of 200 requests. */
  private static List<Tick> rows(LongToDoubleFunction live, double deviation) {
    SplittableRandom random = new SplittableRandom(7);
    List<Tick> rows = new ArrayList<>();
    for (int round = 0; round <= 60; round++) {
      double noise = deviation * random.nextGaussian();
      rows.add(row(Tick.Kind.FLOOR, round, 200L * round, live.applyAsDouble(200L * round) + noise));
    }
    return rows;
  }

  private static Tick row(Tick.Kind kind, int round, long ended, double live) {
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(LIVE, PlainFloors.live(20e6 + live));
    return new Tick(
        "a",
        kind,
        0,
        round,
        round * 1_000_000_000L,
        Instant.EPOCH,
        new RequestCounts(ended, 0, 0),
        samples,
        new TreeMap<>(),
        CLASSES);
  }

  private static Optional<LargeSteps> of(LongToDoubleFunction live, double deviation) {
    return LargeSteps.of(rows(live, deviation), LIVE);
  }

  private static double pages(long ended, double every) {
    return MEBIBYTE * Math.floor(ended / every);
  }

  @Test
  void aPageThatWasJustTakenHidesWhatItIsFor() {
    LargeSteps steps = of(ended -> pages(ended, 5_000) + 3 * ended, 8_000).orElseThrow();

    assertThat(steps.steps().size()).isEqualTo(2);
    assertThat(steps.largest()).isCloseTo(MEBIBYTE, within(0.05 * MEBIBYTE));
    assertThat(steps.since()).isEqualTo(2_000);
    assertThat(steps.hidden()).isCloseTo(MEBIBYTE / 2_000, within(0.05 * MEBIBYTE / 2_000));
    assertThat(steps.toShow(100)).isCloseTo(MEBIBYTE / 100, within(0.05 * MEBIBYTE / 100));
  }

  private static double doubling(long ended, double first) {
    return 256_000 * Math.pow(2, Math.floor(Math.log(Math.max(1, ended / first)) / Math.log(2)));
  }

  /** Twice as much each time, after twice as many requests. */
  @Test
  void anArrayThatDoublesHidesAsMuchAsItTookLast() {
    LargeSteps steps = of(ended -> doubling(ended, 1_600), 5_000).orElseThrow();

    assertThat(steps.steps()).hasSize(2);
    assertThat(steps.hidden()).isGreaterThan(80);
    assertThat(steps.pace()).isEmpty();
  }

  @Test
  void stepsThatFillUpAtOnePaceTellIt() {
    LargeSteps doubling = of(ended -> doubling(ended, 1_000), 5_000).orElseThrow();
    LargeSteps pages = of(ended -> pages(ended, 2_300), 5_000).orElseThrow();

    assertThat(doubling.pace().orElseThrow().steps()).isEqualTo(2);
    assertThat(doubling.pace().orElseThrow().perRequest().interval().contains(128)).isTrue();
    assertThat(doubling.growth(doubling.pace().orElseThrow()).perRequest()).isBetween(128.0, 256.0);
    assertThat(pages.pace().orElseThrow().steps()).isEqualTo(4);
    assertThat(pages.pace().orElseThrow().perRequest().interval().contains(MEBIBYTE / 2_300))
        .isTrue();
  }

  /** Rounds that were made larger: most of the floors are those of small ones. */
  @Test
  void stepsOfLargerRoundsCountAsThoseOfSmallOnes() {
    LongToDoubleFunction array = ended -> doubling(ended, 1_000);
    List<Tick> rows = rows(array, 5_000);
    for (int round = 61; round < 110; round++) {
      long ended = 12_000 + 2_880L * (round - 60);
      rows.add(row(Tick.Kind.FLOOR, round, ended, array.applyAsDouble(ended)));
    }
    LargeSteps steps = LargeSteps.of(rows, LIVE).orElseThrow();

    assertThat(steps.pace().orElseThrow().steps()).isGreaterThanOrEqualTo(4);
    assertThat(steps.pace().orElseThrow().perRequest().interval().contains(128)).isTrue();
  }

  @Test
  void whatGrowsAlongALineHasNoSteps() {
    List<Tick> rows = rows(ended -> 150.0 * ended, 5_000);
    for (int round = 61; round < 80; round++) {
      long ended = 12_000 + 2_880L * (round - 60);
      rows.add(row(Tick.Kind.FLOOR, round, ended, 150.0 * ended));
    }
    assertThat(LargeSteps.of(rows, LIVE)).isEmpty();
  }

  @Test
  void stepsOfOtherSizesAndThoseThatStoppedHaveNoPace() {
    LongToDoubleFunction tables =
        ended -> ended < 3_000 ? 0 : ended < 5_000 ? MEBIBYTE : ended < 10_000 ? 2e6 : 4e6;
    assertThat(of(tables, 5_000).orElseThrow().pace()).isEmpty();
    assertThat(of(ended -> pages(Math.min(ended, 6_700), 2_100), 5_000).orElseThrow().pace())
        .isEmpty();
  }

  /** A document of 400 KB for one request in 800, by chance. */
  private static LongToDoubleFunction byChance(long until) {
    SplittableRandom random = new SplittableRandom(5);
    boolean[] kept = new boolean[12_001];
    for (int request = 1; request < kept.length; request++) {
      kept[request] = random.nextInt(800) == 0 && request <= until;
    }
    return ended ->
        400e3
            * IntStream.rangeClosed(0, (int) Math.min(ended, 12_000)).filter(i -> kept[i]).count();
  }

  @Test
  void largeObjectsThatAreKeptByChanceComeAtAPace() {
    LargeSteps.Pace pace = of(byChance(12_000), 5_000).flatMap(LargeSteps::pace).orElseThrow();
    assertThat(pace.even()).isFalse();
    assertThat(pace.perRequest().interval().contains(400e3 / 800)).isTrue();
    assertThat(pace.perRequest().interval().low()).isGreaterThan(100);
  }

  /** A cache of large objects that is full. */
  @Test
  void thoseThatStoppedDoNot() {
    assertThat(of(byChance(7_000), 5_000)).isPresent();
    assertThat(of(byChance(7_000), 5_000).flatMap(LargeSteps::pace)).isEmpty();
  }

  /** A cache of large objects that fills ever more slowly. */
  @Test
  void thoseThatBecomeRareDoNot() {
    long[] at = {2_100, 2_300, 2_900, 3_100, 3_700, 4_200, 4_600, 5_300, 5_700, 8_900, 11_100};
    LargeSteps steps =
        of(ended -> 400e3 * LongStream.of(at).filter(one -> one <= ended).count(), 5_000)
            .orElseThrow();
    assertThat(steps.steps()).hasSize(at.length);
    assertThat(steps.pace()).isEmpty();
  }

  @Test
  void aTableThatWasMadeLongAgoHidesLittle() {
    LargeSteps steps = of(ended -> ended < 3_000 ? 0 : 500_000, 8_000).orElseThrow();
    assertThat(steps.hidden()).isBetween(50.0, 60.0);
  }

  @Test
  void whatATargetTakesToGetWarmIsNoStep() {
    assertThat(of(ended -> ended < 1_000 ? 0 : MEBIBYTE, 8_000)).isEmpty();
  }

  @Test
  void whatIsGivenBackIsNone() {
    assertThat(of(ended -> pages(ended % 4_000, 2_000), 8_000)).isEmpty();
    assertThat(of(ended -> 700.0 * (ended % 2_500), 8_000)).isEmpty();
  }

  @Test
  void noiseOfTheSizeOfAStepHidesIt() {
    assertThat(of(ended -> pages(ended, 5_000), 500_000)).isEmpty();
  }

  /** As many requests again as in all rounds, read once: one page before, and four now. */
  @Test
  void severalPagesInOneSparseRiseAreTakenForWhatTheyAre() {
    assertThat(afterLoad(ended -> pages(ended, 7_000)))
        .hasValueSatisfying(steps -> assertThat(steps.since()).isZero());
    assertThat(afterLoad(ended -> ended < 12_500 ? pages(ended, 7_000) : 3.5 * MEBIBYTE))
        .hasValueSatisfying(steps -> assertThat(steps.since()).isEqualTo(28_000));
    assertThat(afterLoad(ended -> ended < 12_500 ? 0 : 3 * MEBIBYTE)).isEmpty();
  }

  /** With a floor after 23,000 more requests. */
  private static Optional<LargeSteps> afterLoad(LongToDoubleFunction live) {
    List<Tick> rows = rows(live, 8_000);
    rows.add(row(Tick.Kind.AFTER_LOAD, 60, 35_000, live.applyAsDouble(35_000)));
    return LargeSteps.of(rows, LIVE);
  }
}
