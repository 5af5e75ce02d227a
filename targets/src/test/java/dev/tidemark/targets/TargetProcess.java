package dev.tidemark.targets;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A target program in a JVM of its own, on the class path of the tests. */
final class TargetProcess implements AutoCloseable {
  static final String UPSTREAM = "dev.tidemark.targets.upstream.FakeUpstream";
  static final String PROXY = "dev.tidemark.targets.proxy.AiProxy";
  static final String CATALOGUE = "dev.tidemark.targets.catalogue.LeakCatalogue";

  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");
  private static final Pattern READY = Pattern.compile("READY port=(\\d+) pid=(\\d+)");

  private final Process process;
  private final BufferedReader output;
  private final int port;

  private TargetProcess(Process process, BufferedReader output, int port) {
    this.process = process;
    this.output = output;
    this.port = port;
  }

  static TargetProcess start(String main, String... args) throws IOException {
    return ready(launch(main, args));
  }

  /** A case of the catalogue, on a JVM with these options. */
  static TargetProcess of(List<String> jvm, String name) throws IOException {
    return ready(launch(jvm, CATALOGUE, "--leak", name));
  }

  private static TargetProcess ready(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.US_ASCII);
    @Nullable String line = output.readLine();
    Matcher ready = READY.matcher(line == null ? "" : line);
    if (!ready.matches() || Long.parseLong(ready.group(2)) != process.pid()) {
      process.destroyForcibly();
      throw new IOException("no ready line but '" + line + "': " + readAll(process));
    }
    return new TargetProcess(process, output, Integer.parseInt(ready.group(1)));
  }

  /** Starts a program that is not expected to become ready. */
  static Process launch(String main, String... args) throws IOException {
    return launch(List.of("-Xmx128m"), main, args);
  }

  private static Process launch(List<String> jvm, String main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(BIN.resolve("java").toString());
    command.addAll(jvm);
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }

  static TargetProcess upstream(String... args) throws IOException {
    return start(UPSTREAM, args);
  }

  static TargetProcess fixedProxy(String upstream) throws IOException {
    return start(PROXY, "--mode", "fixed", "--upstream", upstream);
  }

  static TargetProcess leakyProxy(String upstream, String faults) throws IOException {
    return start(PROXY, "--mode", "leaky", "--upstream", upstream, "--faults", faults);
  }

  static TargetProcess catalogue(String... args) throws IOException {
    return start(CATALOGUE, args);
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** How many live objects there are of each class named, in the order asked. */
  List<Long> liveInstances(String... classNames) throws IOException, InterruptedException {
    String histogram = histogram();
    List<Long> counts = new ArrayList<>();
    for (String name : classNames) {
      counts.add(column(histogram, name, 1));
    }
    return counts;
  }

  /** How many bytes the live arrays of bytes take. */
  long liveByteArrays() throws IOException, InterruptedException {
    return column(histogram(), "[B", 2);
  }

  /** How much of the process is in memory, the heap included. */
  long residentBytes() throws IOException {
    Matcher found =
        Pattern.compile("VmRSS:\\s+(\\d+) kB")
            .matcher(Files.readString(Path.of("/proc", "" + pid(), "status")));
    if (!found.find()) {
      throw new IOException("no resident size in /proc");
    }
    return Long.parseLong(found.group(1)) * 1_024;
  }

  private String histogram() throws IOException, InterruptedException {
    return run(BIN.resolve("jcmd").toString(), "" + pid(), "GC.class_histogram");
  }

  private static long column(String histogram, String className, int column) {
    Pattern row =
        Pattern.compile("(?m)^ *\\d+: +(\\d+) +(\\d+) +" + Pattern.quote(className) + "( .*)?$");
    Matcher found = row.matcher(histogram);
    return found.find() ? Long.parseLong(found.group(column)) : 0;
  }

  void interrupt() throws IOException, InterruptedException {
    run("kill", "-INT", "" + pid());
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** What came on standard output after the ready line, once the program has ended. */
  String restOfOutput() throws IOException {
    return String.join("\n", output.lines().toList());
  }

  int exitCode() throws InterruptedException {
    return exitCode(process);
  }

  static int exitCode(Process process) throws InterruptedException {
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the program did not end");
    }
    return process.exitValue();
  }

  static String readAll(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + text);
    }
    return text;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
