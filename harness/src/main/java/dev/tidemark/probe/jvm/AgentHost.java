package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A JVM of this machine, in a container or not, that native agents can be loaded into.
 *
 * <p>It is entered by its attach socket, or by {@code jattach} where that fails.
 */
public final class AgentHost {
  private static final String LOADED = "return code: 0";

  /** Loading by command does not heed the flag on all JVMs, so that it is asked for first. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("EnableDynamicAgentLoading\\s*:?=\\s*false");

  /** What jattach says of itself. */
  private static final Pattern CARRIER =
      Pattern.compile("Connected to remote JVM|(JVM )?[Rr]esponse code = 0");

  private final ProcessFacts facts;

  private AgentHost(ProcessFacts facts) {
    this.facts = facts;
  }

  public static AgentHost ofPid(long pid) {
    return new AgentHost(ProcessFacts.of(pid));
  }

  /**
   * Loads an agent, or calls it once more where it is loaded.
   *
   * @param library its path as the JVM sees it, without spaces
   * @throws IOException if the JVM cannot be entered or the agent refuses; the message says why
   */
  public void load(Path library, String options) throws IOException, InterruptedException {
    if (!facts.alive() || facts.replaced()) {
      throw new IOException("process " + facts.pid() + " has ended");
    }
    if (facts.stopped()) {
      throw new IOException("process " + facts.pid() + " is stopped");
    }
    if (FORBIDDEN.matcher(run("VM.flags -all")).find()) {
      throw new IOException("it runs with -XX:-EnableDynamicAgentLoading; start it without");
    }
    judge(run("JVMTI.agent_load " + library + " \"" + options + "\""));
  }

  private String run(String command) throws IOException, InterruptedException {
    List<CommandChannel> ways = new ArrayList<>(List.of(new AttachSocket(facts)));
    Jattach.available().ifPresent(program -> ways.add(new Jattach(program, facts.pid())));
    List<String> why = new ArrayList<>();
    for (CommandChannel way : ways) {
      try {
        return way.run(command);
      } catch (IOException e) {
        why.add(way.name() + ": " + Causes.words(e));
      } catch (JvmUnavailable e) {
        why.add(e.reason());
      }
    }
    throw new IOException(String.join("; ", why));
  }

  private static void judge(String answer) throws IOException {
    List<String> lines =
        answer
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !CARRIER.matcher(line).matches())
            .toList();
    if (!lines.contains(LOADED)) {
      throw new IOException("the JVM did not load it: " + String.join(" ", lines));
    }
  }

  /** When it started and which process it is, as one word. */
  public String name() {
    return facts.innerPid() + "-" + facts.startTicks().orElse("0");
  }

  /** A folder for temporary files in its own file system, as this process sees it. */
  public Path temporary() {
    return facts.contained() ? facts.root().resolve("tmp") : temporaryInside();
  }

  /** The same folder as the JVM sees it. */
  public Path temporaryInside() {
    return Path.of("/tmp");
  }

  /**
   * The number of the user that it runs as, on this machine.
   *
   * @throws IOException if the system does not tell
   */
  public int user() throws IOException {
    return (Integer) Files.getAttribute(facts.folder(), "unix:uid");
  }

  /**
   * Paths of the files with this in their names that its memory is mapped to; deleted ones, too.
   */
  public List<String> mapped(String inName) throws IOException {
    try (Stream<String> lines = Files.lines(facts.folder().resolve("maps"))) {
      return lines
          .filter(line -> line.indexOf('/') >= 0)
          .map(line -> line.substring(line.indexOf('/')).replace(" (deleted)", ""))
          .filter(path -> path.substring(path.lastIndexOf('/')).contains(inName))
          .distinct()
          .toList();
    }
  }
}
