package dev.tidemark.experiment;

import dev.tidemark.probe.jvm.FatalErrorLog;
import dev.tidemark.probe.jvm.JavaProcesses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A target that this process started with the user's own command: its exit code and what it prints
 * are ours. It is ended with the run.
 *
 * <p>A JVM gets {@code -XX:SoftRefLRUPolicyMSPerMB=0} by way of {@code JAVA_TOOL_OPTIONS}: what
 * only soft references hold goes with every collection, so that it can never look like a leak. A
 * flag of the command itself wins.
 */
final class LaunchedTarget implements AutoCloseable {
  static final String WITHOUT_SOFT = "-XX:SoftRefLRUPolicyMSPerMB=0";

  private static final String OPTIONS = "JAVA_TOOL_OPTIONS";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int STEP_MILLIS = 100;
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final Process process;
  private final OutputWatch errors = new OutputWatch();
  private final OutputWatch output = new OutputWatch();
  private final Thread atExit;
  private volatile Optional<FatalErrorLog> fatalErrors = Optional.empty();

  private LaunchedTarget(Process process) {
    this.process = process;
    this.atExit = new Thread(this::end, "tidemark-launched-end");
  }

  /**
   * Starts it, and waits until its port takes connections.
   *
   * @throws RunImpossible if it cannot be started, ends, or never listens
   */
  static LaunchedTarget start(String command, URI url) throws RunImpossible {
    if (listens(url)) {
      throw new RunImpossible(
          "launch: something listens at " + url + " already; stop it, or leave launch out");
    }
    List<String> words = CommandLine.words(command);
    ProcessBuilder builder = new ProcessBuilder(words);
    Map<String, String> environment = builder.environment();
    environment.merge(OPTIONS, WITHOUT_SOFT, (before, ours) -> ours + " " + before);
    try {
      LaunchedTarget target = new LaunchedTarget(builder.start());
      target.watch();
      target.awaitPort(url);
      target.fatalErrors = target.jvm().map(FatalErrorLog::of);
      return target;
    } catch (IOException e) {
      throw new RunImpossible(
          "launch: '" + words.get(0) + "' cannot be started: " + e.getMessage(), e);
    }
  }

  private void watch() {
    Runtime.getRuntime().addShutdownHook(atExit);
    errors.begin(process.errorReader(StandardCharsets.UTF_8), "tidemark-launched-stderr");
    output.begin(process.inputReader(StandardCharsets.UTF_8), "tidemark-launched-stdout");
  }

  private void awaitPort(URI url) throws RunImpossible {
    long until = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!listens(url)) {
        if (process.waitFor(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
          close();
          throw new RunImpossible(
              "launch: the command ended with exit code "
                  + process.exitValue()
                  + " before "
                  + url
                  + " took a connection"
                  + (errors.lastLine().isEmpty() ? "" : "; it last said: " + errors.lastLine()));
        }
        if (System.nanoTime() > until) {
          close();
          throw new RunImpossible(
              "launch: "
                  + url
                  + " took no connection within "
                  + PATIENCE.toSeconds()
                  + " s of the start; does the command listen there?");
        }
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new RunImpossible("interrupted before the launched target listened", e);
    }
  }

  private static boolean listens(URI url) {
    int port = url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** The JVM: the process itself, or the first one below it that is one. */
  Optional<Long> jvm() {
    return JavaProcesses.under(process.toHandle());
  }

  boolean alive() {
    return process.isAlive();
  }

  /** How it ended, or that it ran out of memory and lives on; empty while all is well. */
  Optional<String> trouble() {
    Optional<String> said = errors.outOfMemory().or(output::outOfMemory);
    if (process.isAlive()) {
      return said.map(error -> "it said " + error + ", and its process lives on");
    }
    int code = process.exitValue();
    return Optional.of(
        "its process ended with exit code "
            + code
            + meaning(code)
            + said.map(error -> "; it said " + error).orElse("")
            + fatalErrors.flatMap(FatalErrorLog::found).map(words -> "; " + words).orElse(""));
  }

  private static String meaning(int code) {
    return switch (code) {
      case 3 -> " (as -XX:+ExitOnOutOfMemoryError ends)";
      case 134 -> " (aborted: a fatal error of the JVM)";
      case 137 -> " (killed: by hand, or for want of memory)";
      case 139 -> " (segmentation fault)";
      case 143 -> " (asked to end)";
      default -> "";
    };
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // this JVM is ending, and the hook with it
    }
  }

  private void end() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
