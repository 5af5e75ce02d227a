package dev.tidemark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteSizeTest {
  @ParameterizedTest
  @CsvSource({
    "100 B,100",
    "4096,4096",
    "16 MiB,16777216",
    "128m,134217728",
    "1.5k,1536",
    "1 KB,1024",
    "2gib,2147483648"
  })
  void readsWhatPeopleWrite(String text, long bytes) {
    assertThat(ByteSize.parse(text)).isEqualTo(new ByteSize(bytes));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "lots", "1 XB", "1e9", "99999999999 TiB"})
  void refusesWhatIsNoSize(String text) {
    assertThatThrownBy(() -> ByteSize.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "100,100 B",
    "1024,1.00 KiB",
    "83968,82.0 KiB",
    "134217728,128 MiB",
    "-2048,-2.00 KiB"
  })
  void printsBinaryUnitsInAnyLocale(long bytes, String text) {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      assertThat(new ByteSize(bytes)).hasToString(text);
    } finally {
      Locale.setDefault(before);
    }
  }
}
