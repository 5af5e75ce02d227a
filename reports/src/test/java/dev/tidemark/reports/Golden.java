package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Expected outputs, kept as files beside the tests. */
final class Golden {
  private Golden() {}

  static void assertMatches(String name, String actual) {
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      assertThat(in).as("golden file %s; the output is:%n%s", name, actual).isNotNull();
      assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }
}
