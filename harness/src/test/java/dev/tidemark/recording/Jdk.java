package dev.tidemark.recording;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A JDK of this machine, which runs {@link Churner}. */
record Jdk(Path home) {
  private static final Path OF_THIS_MACHINE = Path.of("/usr/lib/jvm");

  static Jdk running() {
    return new Jdk(Path.of(System.getProperty("java.home")));
  }

  /** The JDKs of the machine whose folder names a version; none where there are none. */
  static List<Jdk> of(int version) throws IOException {
    if (!Files.isDirectory(OF_THIS_MACHINE)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(OF_THIS_MACHINE)) {
      return folders
          .filter(folder -> String.valueOf(folder.getFileName()).contains("-" + version + "-"))
          .filter(folder -> Files.isExecutable(folder.resolve("bin/java")))
          .sorted()
          .limit(1)
          .map(Jdk::new)
          .toList();
    }
  }

  /** Runs the program; returns its exit code, having sent what it printed to a file. */
  int churn(Path output, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add("-Xmx64m");
    command.addAll(List.of(flags));
    command.add("-cp");
    command.add(
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> entry.contains("test-classes"))
            .findFirst()
            .orElse("target/test-classes"));
    command.add(Churner.class.getName());
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(180, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the program did not end");
    }
    return process.exitValue();
  }
}
