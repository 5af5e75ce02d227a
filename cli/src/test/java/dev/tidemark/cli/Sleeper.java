package dev.tidemark.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM that does nothing until its standard input ends. */
final class Sleeper implements AutoCloseable {
  private final Process process;

  private Sleeper(Process process) {
    this.process = process;
  }

  public static void main(String[] arguments) throws IOException {
    System.out.println("ready");
    while (System.in.read() >= 0) {
      Thread.onSpinWait();
    }
  }

  static Sleeper start(String... flags) throws IOException {
    Path classes =
        Path.of(
            URI.create(
                Sleeper.class.getProtectionDomain().getCodeSource().getLocation().toString()));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx64m");
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes.toString(), Sleeper.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String said = process.inputReader().readLine();
    if (!"ready".equals(said)) {
      throw new IOException("the sleeper said " + said);
    }
    return new Sleeper(process);
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
