package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class EqualPiecesTest {
  private static final String LIVE = "jvm.memory.live";
  private static final double MEBIBYTE = 1 << 20;

  private static Optional<EqualPieces> of(LongToDoubleFunction live, double deviation) {
    return EqualPieces.of(rows(live, deviation), LIVE);
  }

  private static List<Tick> rows(LongToDoubleFunction live, double deviation) {
    SplittableRandom random = new SplittableRandom(7);
    return PlainFloors.of(
        60,
        200,
        ended ->
            List.of(
                PlainFloors.sample(
                    LIVE,
                    MetricKind.LIVE_SET,
                    Unit.BYTES,
                    20e6 + live.applyAsDouble(ended) + deviation * random.nextGaussian())));
  }

  private static double pages(long ended, double every) {
    return MEBIBYTE * Math.floor(ended / every);
  }

  @Test
  void aStoreThatTakesPagesGrowsByThePageForEachSoManyRequests() {
    EqualPieces pieces = of(ended -> pages(ended, 4_000) + 3 * ended, 8_000).orElseThrow();

    assertThat(pieces.count()).isEqualTo(3);
    assertThat(pieces.each()).isCloseTo(MEBIBYTE, within(0.03 * MEBIBYTE));
    assertThat(pieces.perRequest()).isCloseTo(MEBIBYTE / 4_000, within(0.05 * MEBIBYTE / 4_000));
    assertThat(pieces.since()).isZero();
  }

  @Test
  void pagesThatStoppedComingAreNone() {
    assertThat(of(ended -> pages(Math.min(ended, 3_100), 1_000), 8_000)).isEmpty();
    assertThat(of(ended -> pages(Math.min(ended, 10_100), 1_000), 8_000)).isPresent();
  }

  @Test
  void stepsOfOtherSizesAreNone() {
    LongToDoubleFunction tables =
        ended -> ended < 3_000 ? 0 : ended < 6_000 ? MEBIBYTE : ended < 9_000 ? 3e6 : 7e6;
    assertThat(of(tables, 8_000)).isEmpty();
    assertThat(of(ended -> ended < 6_000 ? 0 : MEBIBYTE, 8_000)).isEmpty();
  }

  @Test
  void whatIsGivenBackIsNone() {
    assertThat(of(ended -> pages(ended % 4_000, 2_000), 8_000)).isEmpty();
  }

  /** As many requests again as in all rounds, read once: one piece before, and four now. */
  @Test
  void severalPiecesInOneSparseRiseAreTakenForWhatTheyAre() {
    LongToDoubleFunction store = ended -> pages(ended, 7_000);
    List<Tick> rounds = rows(store, 8_000);
    assertThat(EqualPieces.of(rounds, LIVE)).isEmpty();

    EqualPieces pieces = EqualPieces.of(afterLoad(rounds, store), LIVE).orElseThrow();

    assertThat(pieces.count()).isEqualTo(5);
    assertThat(pieces.perRequest()).isCloseTo(MEBIBYTE / 7_000, within(0.2 * MEBIBYTE / 7_000));
    assertThat(EqualPieces.of(afterLoad(rounds, ended -> pages(ended, 7_000) * 0.7), LIVE))
        .isEmpty();
  }

  /** The same rows, and a floor after 23,000 more requests. */
  private static List<Tick> afterLoad(List<Tick> rounds, LongToDoubleFunction live) {
    Tick last = rounds.get(rounds.size() - 1);
    long ended = last.counts().ended() + 23_000;
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        LIVE,
        PlainFloors.sample(
            LIVE, MetricKind.LIVE_SET, Unit.BYTES, 20e6 + live.applyAsDouble(ended)));
    List<Tick> rows = new ArrayList<>(rounds);
    rows.add(
        new Tick(
            last.arm(),
            Tick.Kind.AFTER_LOAD,
            last.segment(),
            last.round(),
            last.nanos() + 10_000_000_000L,
            Instant.EPOCH,
            new RequestCounts(ended, 0, 0),
            samples,
            new TreeMap<>(),
            Map.of()));
    return rows;
  }

  @Test
  void noiseOfTheSizeOfAPieceHidesThem() {
    assertThat(of(ended -> pages(ended, 4_000), 500_000)).isEmpty();
  }
}
