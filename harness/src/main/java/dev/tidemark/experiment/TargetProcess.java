package dev.tidemark.experiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A target program that this process started. It ends when its standard input does, so that it
 * never outlives its starter, however that ends.
 *
 * @param port where it listens, on the loopback address
 */
public record TargetProcess(Process process, int port) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("READY port=(\\d+) pid=(\\d+)");
  private static final int PATIENCE_SECONDS = 20;

  /** From this JDK on, what embedded servers still use is warned of at every start. */
  private static final int WARNS_OF_UNSAFE = 24;

  /**
   * Starts a program of the {@code targets} module and waits until it listens.
   *
   * @param targets the build folder of that module
   * @param jvm options of the JVM
   * @param arguments the main class and what it is given
   */
  public static TargetProcess start(Path targets, List<String> jvm, List<String> arguments)
      throws RunImpossible {
    Path classPath = targets.resolve("runtime.classpath");
    Path classes = targets.resolve("classes");
    if (!Files.isRegularFile(classPath) || !Files.isDirectory(classes)) {
      throw new RunImpossible(
          "the demo targets are not built: "
              + classPath
              + " is missing; run 'mvn -DskipTests package' at the root");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(jvm);
    try {
      command.add("-cp");
      command.add(classes + java.io.File.pathSeparator + Files.readString(classPath).strip());
      command.addAll(arguments);
      command.add("--exit-with-parent");
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      return new TargetProcess(process, awaitPort(process, arguments.get(0)));
    } catch (IOException e) {
      throw new RunImpossible("a demo target cannot be started: " + e.getMessage(), e);
    }
  }

  private static int awaitPort(Process process, String name) throws RunImpossible {
    CompletableFuture<String> line =
        CompletableFuture.supplyAsync(
            () -> {
              try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                return String.valueOf(out.readLine());
              } catch (IOException e) {
                return e.toString();
              }
            });
    try {
      Matcher ready = READY.matcher(line.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      if (ready.find()) {
        return Integer.parseInt(ready.group(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // said below: it did not get ready
    }
    process.destroyForcibly();
    throw new RunImpossible("a demo target did not get ready: " + name);
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(3, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
