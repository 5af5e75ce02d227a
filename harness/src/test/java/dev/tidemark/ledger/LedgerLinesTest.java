package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LedgerLinesTest {
  private static final int BUFFER = 16;
  private static final int LONGEST = 100;

  /** A stream that gives a few bytes at a time, as a slow disk does. */
  private static InputStream inPieces(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int from, int most) {
        return super.read(into, from, Math.min(most, 1 + random.nextInt(7)));
      }
    };
  }

  private static List<String> lines(String text) throws IOException {
    LedgerLines lines = new LedgerLines(inPieces(text, new Random(1)), BUFFER, LONGEST);
    List<String> read = new ArrayList<>();
    while (lines.next()) {
      String line =
          new String(
              lines.buffer(), lines.from(), lines.to() - lines.from(), StandardCharsets.UTF_8);
      read.add(lines.tooLong() ? "too long" : line);
    }
    return read;
  }

  @Test
  void linesAreReadWithAndWithoutALastNewline() throws IOException {
    assertThat(lines("")).isEmpty();
    assertThat(lines("a")).containsExactly("a");
    assertThat(lines("a\n")).containsExactly("a");
    assertThat(lines("\n\na\n\nbc")).containsExactly("", "", "a", "", "bc");
  }

  @Test
  void anyFileGivesTheLinesThatTheJdkSeesInIt() throws IOException {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      StringBuilder text = new StringBuilder();
      for (int line = random.nextInt(30); line >= 0; line--) {
        text.append("x".repeat(random.nextInt(LONGEST / 2))).append(line).append('\n');
      }
      assertThat(lines(text.toString())).isEqualTo(text.toString().lines().toList());
    }
  }

  @Test
  void aLineThatIsTooLongIsPassedOverInBoundedMemory() throws IOException {
    LedgerLines lines =
        new LedgerLines(
            inPieces("a\n" + "x".repeat(100_000) + "\nb\n", new Random(3)), BUFFER, LONGEST);
    assertThat(lines("a\n" + "x".repeat(1_000) + "\nb\n")).containsExactly("a", "too long", "b");
    while (lines.next()) {
      assertThat(lines.buffer().length).isLessThan(4 * LONGEST);
    }
  }
}
