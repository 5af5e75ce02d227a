package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void oneArmFitsOnOneLine() {
    assertThat(ProgressLine.of(7, 1_480, 294.2, List.of("fixed 8.79 MiB +79 B/req")))
        .isEqualTo("round   7   1,480 req ~294 s left | fixed 8.79 MiB +79 B/req");
  }

  @Test
  void noLineIsWiderThanATerminal() {
    String lines =
        ProgressLine.of(
            123,
            9_999_999,
            3_600,
            List.of("leaky 33.5 MiB +84.1 KiB/req", "fixed 8.79 MiB +79 B/req", "third 1.00 GiB"));
    assertThat(lines.lines()).hasSizeGreaterThan(1).allMatch(line -> line.length() <= 80);
    assertThat(lines).contains("leaky 33.5").contains("fixed 8.79").contains("third 1.00");
  }
}
