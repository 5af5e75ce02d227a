package dev.tidemark.probe.jvm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What this machine lets a test do. */
final class Machine {
  private Machine() {}

  /** Skips the test where a command cannot be carried out. */
  static void assumePossible(String... command) throws InterruptedException {
    boolean works;
    try {
      Process process = new ProcessBuilder(command).start();
      works = process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      works = false;
    }
    assumeTrue(works, "needs root and " + command[0]);
  }
}
