package dev.tidemark.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Lengths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthDeckTest {
  @TempDir private Path folder;

  /** Sorted lengths of one deck. */
  private static int[] deck(LengthDeck lengths, int number) {
    int from = number * LengthDeck.CARDS;
    return IntStream.range(from, from + LengthDeck.CARDS)
        .map(key -> lengths.of(key, 7, 1))
        .sorted()
        .toArray();
  }

  @Test
  void fixedLengthsAreAllTheSame() {
    assertThat(deck(LengthDeck.ofPrompts(new Lengths.Fixed(300)), 5)).containsOnly(300);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.8, 1.5})
  void theMeanOfALogNormalDeckIsThatOfTheDistributionTailIncluded(double sigma) {
    LengthDeck lengths = LengthDeck.ofResponses(new Lengths.LogNormal(2_000, sigma), 6_000);
    double mean = 2_000 * Math.exp(sigma * sigma / 2);
    assertThat(IntStream.of(deck(lengths, 0)).average().orElse(0))
        .isBetween(0.999 * mean, 1.001 * mean);
    assertThat(deck(lengths, 3)).isEqualTo(deck(lengths, 0));
  }

  @Test
  void aFileOfLengthsKeepsItsMeanAndItsExtremes() throws IOException {
    Path file = folder.resolve("lengths.txt");
    StringBuilder text = new StringBuilder();
    for (int i = 1; i <= 1_000; i++) {
      text.append(i % 50 == 0 ? 100_000 : i).append('\n');
    }
    Files.writeString(file, text);
    LengthDeck lengths = LengthDeck.ofPrompts(new Lengths.OfFile(file));
    double mean =
        IntStream.rangeClosed(1, 1_000).map(i -> i % 50 == 0 ? 100_000 : i).average().orElse(0);
    assertThat(IntStream.of(deck(lengths, 0)).average().orElse(0))
        .isBetween(0.999 * mean, 1.001 * mean);
    assertThat(deck(lengths, 0)[19]).isGreaterThan(30_000);
  }

  @Test
  void aFileOfLengthsThatHoldsSomethingElseNamesTheLine() throws IOException {
    Path file = folder.resolve("lengths.txt");
    Files.writeString(file, "12\n\nseven\n");
    assertThatThrownBy(() -> LengthDeck.ofPrompts(new Lengths.OfFile(file)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("lengths.txt line 3");
    Files.writeString(file, "\n");
    assertThatThrownBy(() -> LengthDeck.ofPrompts(new Lengths.OfFile(file)))
        .hasMessageContaining("there is no length in it");
  }
}
