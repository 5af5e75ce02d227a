package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the operating system says of a process before anything is sent to it. */
final class ProcessFacts {
  private static final long SIGQUIT_BIT = 1L << 2;

  private final long pid;
  private final Optional<ProcessHandle> handle;

  private ProcessFacts(long pid, Optional<ProcessHandle> handle) {
    this.pid = pid;
    this.handle = handle;
  }

  static ProcessFacts of(long pid) {
    return new ProcessFacts(pid, ProcessHandle.of(pid));
  }

  boolean known() {
    return handle.isPresent();
  }

  /** Whether it runs: a zombie, dead but not yet waited for, does not. */
  boolean alive() {
    return handle.map(ProcessHandle::isAlive).orElse(false)
        && !field("State").map(state -> state.startsWith("Z")).orElse(false);
  }

  /** The user it belongs to, where that is somebody else whose JVMs this process may not enter. */
  Optional<String> strangersName() {
    Optional<String> own = ProcessHandle.current().info().user();
    Optional<String> other = handle.flatMap(process -> process.info().user());
    boolean barred =
        own.isPresent() && other.isPresent() && !own.equals(other) && !own.get().equals("root");
    return barred ? other : Optional.empty();
  }

  /**
   * Whether the attach signal would kill it: SIGQUIT ends a process that does not catch it, such as
   * one that is no JVM, or a JVM under {@code -Xrs}.
   */
  boolean diesOfAttach() {
    return field("SigCgt")
        .map(mask -> (Long.parseUnsignedLong(mask, 16) & SIGQUIT_BIT) == 0)
        .orElse(false);
  }

  boolean saysOnCommandLine(String argument) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline"));
      return ("\0" + new String(line, StandardCharsets.UTF_8)).contains("\0" + argument + "\0");
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> field(String name) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
