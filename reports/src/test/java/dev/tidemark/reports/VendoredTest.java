package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VendoredTest {
  @Test
  void theVendoredFilesAreTheOnesThatWerePublished() throws Exception {
    List<String> sums =
        new String(bytes("VERSION"), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.matches("[0-9a-f]{64} .*"))
            .toList();
    assertThat(sums).hasSize(3);
    for (String sum : sums) {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(sum.substring(66)));
      assertThat(HexFormat.of().formatHex(digest)).as(sum).isEqualTo(sum.substring(0, 64));
    }
  }

  private static byte[] bytes(String name) throws Exception {
    try (InputStream in = HtmlPage.class.getResourceAsStream("vendor/uplot/" + name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    }
  }
}
