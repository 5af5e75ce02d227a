package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {
  @Test
  void aFullRunIsLookedAtThirteenTimes() {
    Looks looks = Looks.within(180);

    assertThat(looks.count()).isEqualTo(13);
    assertThat(looks.after(0)).hasValue(16);
    assertThat(looks.after(16)).hasValue(20);
    assertThat(looks.after(54)).hasValue(66);
    assertThat(looks.after(147)).hasValue(180);
    assertThat(looks.after(180)).isEmpty();
    assertThat(looks.contains(36)).isTrue();
    assertThat(looks.contains(37)).isFalse();
  }

  @Test
  void everySecondLookIsOneBetween() {
    Looks looks = Looks.within(180);

    assertThat(IntStream.rangeClosed(1, 180).filter(looks::contains).boxed())
        .containsExactly(16, 20, 24, 30, 36, 44, 54, 66, 80, 98, 120, 147, 180);
    assertThat(IntStream.rangeClosed(1, 180).filter(looks::isBetween).boxed())
        .containsExactly(20, 30, 44, 66, 98, 147);
  }

  @Test
  void theLastLookIsAtTheEndOfTheRun() {
    Looks looks = Looks.within(60);

    assertThat(looks.count()).isEqualTo(8);
    assertThat(looks.after(54)).hasValue(60);
    assertThat(looks.contains(60)).isTrue();
    assertThat(looks.contains(80)).isFalse();
    assertThat(looks.isBetween(44)).isTrue();
    assertThat(Looks.within(44).isBetween(44)).isFalse();
    assertThat(Looks.within(10).after(0)).hasValue(10);
  }
}
