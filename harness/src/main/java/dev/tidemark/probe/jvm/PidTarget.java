package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.Optional;

/** A JVM of this machine, entered through the Attach API. */
final class PidTarget implements JmxTarget {
  private final long pid;
  private Optional<ProcessFacts> first = Optional.empty();
  private Optional<String> address = Optional.empty();

  PidTarget(long pid) {
    this.pid = pid;
  }

  @Override
  public synchronized Link open() throws IOException, JvmUnavailable {
    if (address.isEmpty()) {
      address = Optional.of(attach());
    }
    try {
      return RemoteLink.open(address.get(), Optional.empty());
    } catch (IOException e) {
      address = Optional.empty();
      throw e;
    }
  }

  private String attach() throws IOException, JvmUnavailable {
    ProcessFacts facts = facts();
    if (!facts.alive()) {
      throw new JvmUnavailable("there is no process " + pid + "; is the target running?", true);
    }
    if (pid == ProcessHandle.current().pid()) {
      throw JvmUnavailable.because(
          "process "
              + pid
              + " is this very JVM, which cannot attach to itself; read it in process");
    }
    Optional<String> stranger = facts.strangersName();
    if (stranger.isPresent()) {
      throw JvmUnavailable.because(
          describe()
              + " belongs to "
              + stranger.get()
              + "; run as that user or as root, or give a service:jmx URL");
    }
    if (facts.saysOnCommandLine("-XX:+DisableAttachMechanism")) {
      throw JvmUnavailable.because(
          describe()
              + " runs with -XX:+DisableAttachMechanism; start it without, or give a service:jmx"
              + " URL");
    }
    if (facts.diesOfAttach()) {
      throw JvmUnavailable.because(
          describe()
              + " is not a JVM, or a JVM under -Xrs, which attaching would kill; give the pid of"
              + " the Java process itself, or a service:jmx URL");
    }
    return LocalAgent.start(pid);
  }

  private ProcessFacts facts() {
    ProcessFacts facts = first.orElseGet(() -> ProcessFacts.of(pid));
    first = Optional.of(facts);
    return facts;
  }

  @Override
  public boolean gone() {
    return !ProcessFacts.of(pid).alive();
  }

  @Override
  public String describe() {
    return "process " + pid;
  }
}
