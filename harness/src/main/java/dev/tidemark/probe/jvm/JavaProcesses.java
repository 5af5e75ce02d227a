package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The JVMs of this machine by what they run, as their command lines tell. */
public final class JavaProcesses {
  private static final int MOST_NAMED = 8;

  /** Options that are followed by a value of their own. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-cp",
          "-classpath",
          "--class-path",
          "-p",
          "--module-path",
          "--upgrade-module-path",
          "--add-modules",
          "--enable-native-access",
          "--limit-modules",
          "--add-exports",
          "--add-opens",
          "--add-reads",
          "--patch-module",
          "-d",
          "--describe-module");

  private final Map<Long, String> mains;

  private JavaProcesses(Map<Long, String> mains) {
    this.mains = new TreeMap<>(mains);
  }

  /** Those that run now, this one excepted. */
  public static JavaProcesses running() {
    Map<Long, String> mains = new TreeMap<>();
    Path proc = Path.of("/proc");
    if (Files.isDirectory(proc.resolve("self"))) {
      ProcessHandle.allProcesses()
          .forEach(
              process ->
                  commandLine(proc.resolve(process.pid() + "/cmdline"))
                      .flatMap(JavaProcesses::main)
                      .ifPresent(main -> mains.put(process.pid(), main)));
    }
    if (ModuleLayer.boot().findModule("jdk.attach").isPresent()) {
      LocalAgent.list()
          .forEach((pid, name) -> mains.putIfAbsent(pid, name.strip().split("\\s+", 2)[0]));
    }
    mains.remove(ProcessHandle.current().pid());
    return of(mains);
  }

  /** A process itself, or the first one that it started, directly or not, that is a JVM. */
  public static Optional<Long> under(ProcessHandle process) {
    Path proc = Path.of("/proc");
    return Stream.concat(Stream.of(process), process.descendants())
        .map(ProcessHandle::pid)
        .filter(
            pid ->
                commandLine(proc.resolve(pid + "/cmdline"))
                    .flatMap(JavaProcesses::main)
                    .isPresent())
        .findFirst();
  }

  static JavaProcesses of(Map<Long, String> mains) {
    return new JavaProcesses(mains);
  }

  private static Optional<List<String>> commandLine(Path file) {
    try {
      String line = Files.readString(file, StandardCharsets.UTF_8);
      return Optional.of(List.of(line.split("\0", -1)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The main class or jar of a command line that starts a JVM; empty where it does not. */
  static Optional<String> main(List<String> command) {
    if (command.isEmpty() || !Path.of(command.get(0)).endsWith("java")) {
      return Optional.empty();
    }
    for (int i = 1; i < command.size(); i++) {
      String word = command.get(i);
      boolean namesMain = word.equals("-jar") || word.equals("-m") || word.equals("--module");
      if (namesMain && i + 1 < command.size()) {
        return Optional.of(command.get(i + 1));
      }
      if (WITH_VALUE.contains(word)) {
        i++;
      } else if (!word.startsWith("-") && !word.startsWith("@") && !word.isEmpty()) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  /** How many run a main class. */
  public sealed interface Found {
    record One(long pid) implements Found {}

    /**
     * None, or several.
     *
     * @param reason one line that names the candidates and what to do
     */
    record Unclear(String reason) implements Found {}
  }

  /**
   * The JVM that runs this.
   *
   * @param wanted a main class in full, or without its package, or the name of a jar
   */
  public Found running(String wanted) {
    List<Long> matching =
        mains.entrySet().stream()
            .filter(entry -> matches(entry.getValue(), wanted))
            .map(Map.Entry::getKey)
            .toList();
    if (matching.size() == 1) {
      return new Found.One(matching.get(0));
    }
    if (matching.size() > 1) {
      return new Found.Unclear(
          matching.size()
              + " JVMs run "
              + wanted
              + ": process "
              + matching.stream().map(String::valueOf).collect(Collectors.joining(", "))
              + "; choose one with --pid");
    }
    List<String> others = new ArrayList<>();
    mains.forEach((pid, main) -> others.add(pid + " " + shortened(main)));
    String found =
        others.isEmpty()
            ? "no other JVM was found here"
            : "found: "
                + others.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (others.size() > MOST_NAMED
                    ? " and " + (others.size() - MOST_NAMED) + " more"
                    : "");
    return new Found.Unclear(
        "no JVM of this machine runs " + wanted + "; " + found + "; check the name, or give --pid");
  }

  private static boolean matches(String main, String wanted) {
    String name = main.substring(main.lastIndexOf('/') + 1);
    return Stream.of(main, name, name.substring(name.lastIndexOf('.') + 1)).anyMatch(wanted::equals)
        || (name.endsWith(".jar") && name.substring(0, name.length() - 4).equals(wanted));
  }

  private static String shortened(String main) {
    return main.substring(main.lastIndexOf('/') + 1);
  }
}
