package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;

/**
 * A JVM of this machine, entered through the Attach API and JMX; by diagnostic commands where that
 * is out of reach, as in a container.
 */
final class PidTarget implements JvmTarget {
  private final long pid;
  private final ProcessFacts facts;
  private final FatalErrorLog fatalErrors;
  private Optional<String> address = Optional.empty();
  private Optional<CommandChannel> channel = Optional.empty();

  PidTarget(long pid) {
    this.pid = pid;
    this.facts = ProcessFacts.of(pid);
    this.fatalErrors = FatalErrorLog.of(facts);
  }

  @Override
  public synchronized JvmSession open()
      throws IOException, JMException, JvmUnavailable, InterruptedException {
    refuse();
    if (channel.isPresent() || facts.contained() || !Attaching.possible()) {
      return byCommands();
    }
    if (address.isEmpty()) {
      address = Optional.of(attached());
    }
    try {
      return BeanSession.over(RmiLink.open(address.get(), Optional.empty()), "attached, then JMX");
    } catch (IOException e) {
      address = Optional.empty();
      throw e;
    }
  }

  private String attached() throws IOException, JvmUnavailable {
    try {
      return LocalAgent.start(pid);
    } catch (IOException e) {
      if (new AttachSocket(facts).removeLeftover()) {
        return LocalAgent.start(pid);
      }
      throw e;
    }
  }

  /** What the JVM is asked by, once one of the ways answered. */
  private JvmSession byCommands() throws IOException, JvmUnavailable, InterruptedException {
    List<CommandChannel> ways = new ArrayList<>();
    channel.ifPresentOrElse(
        ways::add,
        () -> {
          ways.add(new AttachSocket(facts));
          Jattach.available().ifPresent(program -> ways.add(new Jattach(program, pid)));
        });
    List<String> why = new ArrayList<>();
    for (CommandChannel way : ways) {
      try {
        JvmSession session = CommandSession.over(way, facts);
        channel = Optional.of(way);
        return session;
      } catch (IOException e) {
        why.add(way.name() + ": " + Causes.words(e));
      } catch (JvmUnavailable e) {
        why.add(e.reason());
      }
    }
    throw JvmUnavailable.because(
        String.join("; ", why)
            + (facts.contained() ? "; it runs in a container: " + remedyInContainer() : ""));
  }

  private static String remedyInContainer() {
    return "be root here, or run Tidemark inside it, or publish a JMX port and give a service:jmx"
        + " URL";
  }

  private void refuse() throws JvmUnavailable {
    if (!facts.alive()) {
      throw new JvmUnavailable("there is no process " + pid + "; is the target running?", true);
    }
    if (facts.replaced()) {
      throw new JvmUnavailable(epitaph(), true);
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
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw JvmUnavailable.because(describe() + " does not answer: " + obstacle.get());
    }
  }

  @Override
  public Optional<String> obstacle() {
    return facts.stopped()
        ? Optional.of("it is stopped; let it go on with kill -CONT " + pid)
        : Optional.empty();
  }

  @Override
  public boolean gone() {
    return !facts.alive() || facts.replaced();
  }

  @Override
  public String epitaph() {
    String end =
        facts.replaced()
            ? describe() + " has ended, and its id belongs to another process now"
            : describe() + " has ended";
    return end + fatalErrors.found().map(words -> "; " + words).orElse("");
  }

  @Override
  public String describe() {
    return "process " + pid;
  }

  /** Whether this runtime can attach to others: a JDK can, a JRE cannot. */
  private static final class Attaching {
    static boolean possible() {
      return ModuleLayer.boot().findModule("jdk.attach").isPresent();
    }
  }
}
