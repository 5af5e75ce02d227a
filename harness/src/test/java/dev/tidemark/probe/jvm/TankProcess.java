package dev.tidemark.probe.jvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A {@link Tank} in a JVM of its own. */
final class TankProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;

  private TankProcess(Process process) {
    this.process = process;
    this.out = process.inputReader(StandardCharsets.UTF_8);
    this.in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  static TankProcess start(String... flags) throws IOException {
    return start(Path.of(System.getProperty("java.home")), flags);
  }

  static TankProcess start(Path javaHome, String... flags) throws IOException {
    return start(List.of(), javaHome, flags);
  }

  /** Started by another program, which is given the command line of the JVM. */
  static TankProcess startedBy(List<String> starter, String... flags) throws IOException {
    return start(starter, Path.of(System.getProperty("java.home")), flags);
  }

  static TankProcess startedBy(List<String> starter, Path javaHome, String... flags)
      throws IOException {
    return start(starter, javaHome, flags);
  }

  private static TankProcess start(List<String> starter, Path javaHome, String... flags)
      throws IOException {
    List<String> command = new ArrayList<>(starter);
    command.add(javaHome.resolve("bin/java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes(), Tank.class.getName()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    TankProcess tank = new TankProcess(process);
    tank.expect("ready");
    return tank;
  }

  /** Where the class of the target is. */
  static String classes() {
    return Path.of(Tank.class.getProtectionDomain().getCodeSource().getLocation().getPath())
        .toString();
  }

  /** Another JDK of this machine that has the given version. */
  static Optional<Path> jdk(int version) throws IOException {
    String given = System.getenv("JAVA" + version + "_HOME");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    Path folder = Path.of("/usr/lib/jvm");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> jdks = Files.list(folder)) {
      return jdks.filter(jdk -> jdk.getFileName().toString().startsWith("temurin-" + version))
          .sorted()
          .findFirst();
    }
  }

  void tell(String command, int n) throws IOException {
    in.println(command + " " + n);
    expect("done");
  }

  private void expect(String word) throws IOException {
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.equals(word)) {
        return;
      }
    }
    throw new IOException("the tank ended before it said " + word);
  }

  /** Of the JVM itself, whatever started it. */
  long pid() {
    return process
        .descendants()
        .filter(child -> child.info().command().orElse("").endsWith("java"))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElse(process.pid());
  }

  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  void awaitEnd() throws InterruptedException {
    process.waitFor(20, TimeUnit.SECONDS);
  }

  /** Sends a signal by name, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
