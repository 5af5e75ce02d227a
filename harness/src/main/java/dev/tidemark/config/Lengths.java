package dev.tidemark.config;

import java.nio.file.Path;

/** How long prompts or answers are. */
public sealed interface Lengths {
  /** What is sent where nothing was said. */
  record Usual() implements Lengths {}

  /** All of one length. */
  record Fixed(int length) implements Lengths {
    public Fixed {
      positive(length);
    }
  }

  /**
   * A log-normal distribution.
   *
   * @param sigma standard deviation of the logarithm
   */
  record LogNormal(double median, double sigma) implements Lengths {
    public LogNormal {
      positive(median);
      if (!(sigma >= 0 && sigma <= 4)) {
        throw new IllegalArgumentException("sigma " + sigma + " must lie between 0 and 4");
      }
    }
  }

  /** Lengths that were seen elsewhere: a file with one whole number a line. */
  record OfFile(Path file) implements Lengths {}

  private static void positive(double length) {
    if (!(length >= 1 && length <= 100_000_000)) {
      throw new IllegalArgumentException("length " + length + " must be at least 1");
    }
  }
}
