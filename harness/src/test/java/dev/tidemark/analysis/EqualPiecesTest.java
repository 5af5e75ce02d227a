package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class EqualPiecesTest {
  private static final String LIVE = "jvm.memory.live";
  private static final double MEBIBYTE = 1 << 20;

  private static Optional<EqualPieces> of(LongToDoubleFunction live, double deviation) {
    SplittableRandom random = new SplittableRandom(7);
    List<Tick> rows =
        PlainFloors.of(
            60,
            200,
            ended ->
                List.of(
                    PlainFloors.sample(
                        LIVE,
                        MetricKind.LIVE_SET,
                        Unit.BYTES,
                        20e6 + live.applyAsDouble(ended) + deviation * random.nextGaussian())));
    return EqualPieces.of(rows, LIVE);
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

  @Test
  void noiseOfTheSizeOfAPieceHidesThem() {
    assertThat(of(ended -> pages(ended, 4_000), 500_000)).isEmpty();
  }
}
