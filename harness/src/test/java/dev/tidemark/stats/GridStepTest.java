package dev.tidemark.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridStepTest {
  private static final double MEBIBYTE = 1 << 20;

  @Test
  void aGaugeInMegabytesMovesByThem() {
    assertThat(GridStep.of(new double[] {21e6, 22e6, 21e6, 25e6})).hasValue(1e6);
    assertThat(GridStep.of(new double[] {10 * MEBIBYTE, 18 * MEBIBYTE, 16 * MEBIBYTE}))
        .hasValue(2 * MEBIBYTE);
  }

  @Test
  void aGaugeThatStandsStillMayMoveByItsUnit() {
    assertThat(GridStep.of(new double[] {50e6, 50e6})).hasValue(1e6);
    assertThat(GridStep.of(new double[] {63 * MEBIBYTE, 63 * MEBIBYTE})).hasValue(MEBIBYTE);
  }

  @Test
  void aGaugeThatStandsStillMayMoveByRegions() {
    assertThat(GridStep.of(new double[] {36 * MEBIBYTE, 36 * MEBIBYTE})).hasValue(4 * MEBIBYTE);
    assertThat(GridStep.of(new double[] {64 * MEBIBYTE, 64 * MEBIBYTE})).hasValue(32 * MEBIBYTE);
    assertThat(GridStep.of(new double[] {1024 * MEBIBYTE, 1024 * MEBIBYTE}))
        .hasValue(1024 * MEBIBYTE);
  }

  @Test
  void aFineGaugeHasNoGridThatMatters() {
    assertThat(GridStep.of(new double[] {21_000_008, 21_000_016, 22_000_000})).isEmpty();
    assertThat(GridStep.of(new double[] {})).isEmpty();
    assertThat(GridStep.of(new double[] {0, 0})).isEmpty();
  }
}
