package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StreamShapesTest {
  private static StreamShapes shapes(int streams, long endMillis, long firstMillis, int gaps) {
    StreamShapes shapes = new StreamShapes();
    for (int i = 0; i < streams; i++) {
      shapes.saw(
          new Timing(
              Duration.ofMillis(endMillis), Duration.ofMillis(firstMillis), new long[gaps], 0));
    }
    return shapes;
  }

  @Test
  void streamsThatComeAllAtOnceAtTheirEndAreSaidToBeHeld() {
    assertThat(shapes(40, 400, 390, 64).note())
        .hasValueSatisfying(
            note -> assertThat(note).startsWith("40 of 40 streams arrived all at once"));
  }

  @Test
  void streamsThatComePieceByPieceAreNot() {
    assertThat(shapes(40, 400, 50, 64).note()).isEmpty();
  }

  @Test
  void shortOnesAndThoseOfFewChunksAndFewOfThemTellNothing() {
    assertThat(shapes(40, 20, 19, 64).note()).isEmpty();
    assertThat(shapes(40, 400, 390, 3).note()).isEmpty();
    assertThat(shapes(5, 400, 390, 64).note()).isEmpty();
  }
}
