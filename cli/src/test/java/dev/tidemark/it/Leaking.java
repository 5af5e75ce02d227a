package dev.tidemark.it;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A {@link LeakingServer} in a JVM of its own. */
final class Leaking implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("READY port=(\\d+) pid=(\\d+)");

  private final Process process;
  private final int port;
  private final long pid;

  private Leaking(Process process, int port, long pid) {
    this.process = process;
    this.port = port;
    this.pid = pid;
  }

  /** The command line that starts one. */
  static List<String> command(List<String> jvm, String... deed) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvm);
    command.add("-Dsun.net.httpserver.nodelay=true");
    command.add("-cp");
    command.add(
        Path.of(LeakingServer.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString());
    command.add(LeakingServer.class.getName());
    command.addAll(List.of(deed));
    return command;
  }

  /** An arm whose target is one that the run starts. */
  static ArmConfig launched(String name, List<String> jvm, String... deed) throws IOException {
    int port = freePort();
    List<String> all = new ArrayList<>(jvm);
    all.add("-Dport=" + port);
    String command =
        command(all, deed).stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
    return new ArmConfig(
        name,
        URI.create("http://127.0.0.1:" + port),
        List.of(),
        Optional.of(command),
        Optional.empty());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  static Leaking start(List<String> jvm, String... deed) throws IOException {
    return start(Path.of("").toAbsolutePath(), jvm, deed);
  }

  /** Started in a folder, where it leaves its last words. */
  static Leaking start(Path folder, List<String> jvm, String... deed) throws IOException {
    Process process =
        new ProcessBuilder(command(jvm, deed))
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Matcher ready =
        READY.matcher(String.valueOf(process.inputReader(StandardCharsets.UTF_8).readLine()));
    if (!ready.find()) {
      process.destroyForcibly();
      throw new IOException("the leaking server did not get ready");
    }
    return new Leaking(process, Integer.parseInt(ready.group(1)), Long.parseLong(ready.group(2)));
  }

  long pid() {
    return pid;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  ArmConfig arm(String name) {
    return Targets.arm(name, url(), new ProbeSpec.JvmByPid(pid));
  }

  /** Sends a signal by name, such as STOP. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
  }

  @Override
  public void close() {
    end();
  }

  /** Kills it, and waits until it is gone. */
  void end() {
    process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }
}
