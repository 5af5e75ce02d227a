package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the operating system says of a process before anything is sent to it. */
final class ProcessFacts {
  private static final long SIGQUIT_BIT = 1L << 2;
  private static final Path PROC = Path.of("/proc");

  private final long pid;
  private final Optional<ProcessHandle> handle;
  private final Path proc;
  private final Optional<String> startTicks;

  private ProcessFacts(long pid, Optional<ProcessHandle> handle, Path proc) {
    this.pid = pid;
    this.handle = handle;
    this.proc = proc;
    this.startTicks = ticks();
  }

  static ProcessFacts of(long pid) {
    return of(pid, PROC);
  }

  /**
   * @param proc where the kernel's view of processes is mounted
   */
  static ProcessFacts of(long pid, Path proc) {
    return new ProcessFacts(pid, ProcessHandle.of(pid), proc);
  }

  long pid() {
    return pid;
  }

  /** What the kernel shows of it. */
  Path folder() {
    return proc.resolve(Long.toString(pid));
  }

  /** When it started, in ticks since boot. */
  Optional<String> startTicks() {
    return startTicks;
  }

  /** Whether it runs: a zombie, dead but not yet waited for, does not. */
  boolean alive() {
    return handle.map(ProcessHandle::isAlive).orElse(false)
        && !field("State").map(state -> state.startsWith("Z")).orElse(false);
  }

  /** Whether another process has the same id by now: it started at another time. */
  boolean replaced() {
    Optional<String> now = ticks();
    return startTicks.isPresent() && now.isPresent() && !startTicks.equals(now);
  }

  /** When it started, in ticks since boot, as printed. */
  private Optional<String> ticks() {
    try {
      String line = Files.readString(proc.resolve(pid + "/stat"));
      String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
      return fields.length > 19 ? Optional.of(fields[19]) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
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

  /** Whether it is stopped, as by {@code kill -STOP}. */
  boolean stopped() {
    return field("State").map(state -> state.startsWith("T")).orElse(false);
  }

  /**
   * Whether it lives in a container: processes, files or network are not those of this process, and
   * its JMX port on the loopback address is another machine's to us.
   */
  boolean contained() {
    for (String space : new String[] {"ns/pid", "ns/mnt", "ns/net"}) {
      Optional<Path> own = link("self/" + space);
      Optional<Path> other = link(pid + "/" + space);
      if (own.isPresent() && other.isPresent() && !own.equals(other)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Path> link(String name) {
    try {
      return Optional.of(Files.readSymbolicLink(proc.resolve(name)));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Its file system, as this process may enter it. */
  Path root() {
    return proc.resolve(pid + "/root");
  }

  /** The folder it runs in, as this process may enter it. */
  Optional<Path> workingFolder() {
    return link(pid + "/cwd").map(inside -> root().resolve(Path.of("/").relativize(inside)));
  }

  /** Its id in its own container, the same as its id here where there is none. */
  long innerPid() {
    return field("NSpid")
        .map(ids -> ids.substring(ids.lastIndexOf('\t') + 1).strip())
        .filter(id -> id.matches("\\d{1,10}"))
        .map(Long::parseLong)
        .orElse(pid);
  }

  boolean saysOnCommandLine(String argument) {
    return commandLine().contains(argument);
  }

  /** Its words; none where they cannot be read. */
  List<String> commandLine() {
    try {
      byte[] line = Files.readAllBytes(proc.resolve(pid + "/cmdline"));
      return List.of(new String(line, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private Optional<String> field(String name) {
    try {
      return Files.readAllLines(proc.resolve(pid + "/status")).stream()
          .filter(line -> line.startsWith(name + ":"))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
