package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByteCursorTest {
  private static ByteCursor over(String text) {
    byte[] bytes = ("[" + text + "]").getBytes(StandardCharsets.UTF_8);
    ByteCursor cursor = new ByteCursor();
    cursor.over(bytes, 1, bytes.length - 1);
    return cursor;
  }

  private static void readsAsTheJdkDoes(String text) {
    ByteCursor cursor = over(text);
    assertThat(cursor.number()).as(text).isTrue();
    assertThat(cursor.atEnd()).as(text).isTrue();
    assertThat(Double.doubleToRawLongBits(cursor.real()))
        .as(text)
        .isEqualTo(Double.doubleToRawLongBits(Double.parseDouble(text)));
  }

  @Test
  void numbersAreReadToTheLastBit() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      double any = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(any)) {
        readsAsTheJdkDoes(Double.toString(any));
      }
      double usual = Math.rint(1e7 * random.nextDouble()) / (1 << random.nextInt(12));
      readsAsTheJdkDoes(Double.toString(usual));
      readsAsTheJdkDoes(
          String.format(Locale.ROOT, "%d.%d", random.nextInt(1_000_000), random.nextLong() >>> 1));
      readsAsTheJdkDoes(new BigDecimal(usual).toPlainString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "-0.0",
        "1E5",
        "1e+5",
        "9007199254740993",
        "9007199254740993e-3",
        "1e-400",
        "1e400",
        "123456789012345678901234567890",
        "0.000000000000000000000000000001",
        "1e0000000000000000000000005",
        "4.9E-324"
      })
  void oddNumbersAreReadAsTheJdkDoes(String text) {
    readsAsTheJdkDoes(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", ".5", "01", "-01", "1.", "1.e5", "1e", "1e+", "+1", "NaN", "x"})
  void whatIsNoNumberIsNotRead(String text) {
    ByteCursor cursor = over(text);
    assertThat(cursor.number() && cursor.atEnd()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-21T10:00:00Z",
        "2024-02-29T23:59:59.5Z",
        "1969-12-31T23:59:59.999999999Z",
        "2026-11-21T00:00:00.000001Z"
      })
  void momentsAreReadAsTheJdkDoes(String text) {
    ByteCursor cursor = over(text);
    assertThat(cursor.moment() && cursor.atEnd()).isTrue();
    assertThat(cursor.instant()).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-11-21",
        "2026-02-30T10:00:00Z",
        "2026-11-21T24:00:00Z",
        "2026-11-21T10:60:00Z",
        "2026-11-21T10:00:61Z",
        "2026-11-21T10:00:00",
        "2026-11-21T10:00:00.Z",
        "2026-11-21T1:00:00Z"
      })
  void whatIsNoMomentIsNotRead(String text) {
    ByteCursor cursor = over(text);
    assertThat(cursor.moment() && cursor.atEnd()).isFalse();
  }

  @Test
  void wholeNumbersAreReadUpToEighteenDigits() {
    ByteCursor cursor = over("-123456789012345678");
    assertThat(cursor.integer() && cursor.atEnd()).isTrue();
    assertThat(cursor.whole()).isEqualTo(-123_456_789_012_345_678L);
    assertThat(over("1234567890123456789").integer()).isFalse();
    assertThat(over("007").integer()).isFalse();
    ByteCursor fraction = over("1.5");
    assertThat(fraction.integer() && fraction.atEnd()).isFalse();
  }
}
