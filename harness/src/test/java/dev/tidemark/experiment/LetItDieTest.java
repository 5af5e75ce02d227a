package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Range;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class LetItDieTest {
  private final Gate gate = new Gate();

  /** Answers so many requests, and fails all that follow. */
  private void serve(long answered) {
    Thread user =
        new Thread(
            () -> {
              for (long i = 0; !gate.over(); ) {
                if (gate.take().isEmpty()) {
                  Thread.onSpinWait();
                } else if (i++ < answered) {
                  gate.completed(Duration.ofMillis(1));
                } else {
                  gate.failed("status 500");
                }
              }
            });
    user.setDaemon(true);
    user.start();
  }

  @Test
  void failuresInARowAreDatedToTheFirst() throws InterruptedException {
    serve(700);
    LetItDie.End end = new LetItDie(gate, OptionalLong.empty()).drive(5_000);
    gate.end();
    assertThat(end.died()).isTrue();
    assertThat(end.completed()).isEqualTo(700);
    assertThat(end.words()).contains("25 requests in a row failed", "status 500");
  }

  @Test
  void aTargetThatSurvivesTheBoundOutlivesIt() throws InterruptedException {
    serve(Long.MAX_VALUE);
    LetItDie.End end = new LetItDie(gate, OptionalLong.empty()).drive(300);
    gate.end();
    assertThat(end.died()).isFalse();
    assertThat(end.completed()).isEqualTo(300);
  }

  @Test
  void noMoreThanTwiceTheProjectionIsSent() {
    assertThat(LetItDie.most(new Range(4_000, 5_000))).isEqualTo(10_000);
    assertThat(LetItDie.most(new Range(4_000, Double.POSITIVE_INFINITY))).isEqualTo(8_000);
    assertThat(LetItDie.most(new Range(1, 2))).isEqualTo(1_000);
  }
}
