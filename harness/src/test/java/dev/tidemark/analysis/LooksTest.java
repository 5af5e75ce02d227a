package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LooksTest {
  @Test
  void aFullRunIsLookedAtSevenTimes() {
    Looks looks = Looks.within(180);

    assertThat(looks.count()).isEqualTo(7);
    assertThat(looks.after(0)).hasValue(16);
    assertThat(looks.after(54)).hasValue(80);
    assertThat(looks.after(180)).isEmpty();
    assertThat(looks.contains(36)).isTrue();
    assertThat(looks.contains(37)).isFalse();
  }

  @Test
  void theLastLookIsAtTheEndOfTheRun() {
    Looks looks = Looks.within(60);

    assertThat(looks.count()).isEqualTo(5);
    assertThat(looks.after(54)).hasValue(60);
    assertThat(looks.contains(60)).isTrue();
    assertThat(looks.contains(80)).isFalse();
    assertThat(Looks.within(10).after(0)).hasValue(10);
  }
}
