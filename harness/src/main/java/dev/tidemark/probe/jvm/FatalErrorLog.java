package dev.tidemark.probe.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file {@code hs_err_pidN.log} that a JVM leaves when it dies of a fatal error: where {@code
 * -XX:ErrorFile} says, in the folder it ran in, or in the temporary one. All are remembered while
 * it lives; afterwards nobody can tell.
 */
public final class FatalErrorLog {
  private static final String ERROR_FILE = "-XX:ErrorFile=";

  private static final Pattern CAUSE =
      Pattern.compile(
          "^#\\s+(SIG\\w+.*|EXCEPTION_\\w+.*|Internal Error.*|.*insufficient memory.*"
              + "|.*[Oo]ut ?[Oo]f ?[Mm]emory.*|fatal error.*|Error: .*)$");
  private static final int LINES = 40;

  private final List<Path> places;

  private FatalErrorLog(List<Path> places) {
    this.places = List.copyOf(places);
  }

  /** Where a JVM that lives now would leave one. */
  public static FatalErrorLog of(long pid) {
    return of(ProcessFacts.of(pid));
  }

  static FatalErrorLog of(ProcessFacts facts) {
    String inner = Long.toString(facts.innerPid());
    String name = "hs_err_pid" + inner + ".log";
    Optional<Path> folder = facts.workingFolder().map(FatalErrorLog::real);
    List<Path> places = new ArrayList<>();
    for (String word : facts.commandLine()) {
      if (word.startsWith(ERROR_FILE)) {
        Path asked = Path.of(word.substring(ERROR_FILE.length()).replace("%p", inner));
        Path within =
            asked.isAbsolute()
                ? real(facts.root()).resolve(Path.of("/").relativize(asked))
                : folder.orElse(Path.of("")).resolve(asked);
        places.add(within);
      }
    }
    folder.map(where -> where.resolve(name)).ifPresent(places::add);
    places.add(real(facts.root().resolve("tmp")).resolve(name));
    places.add(Path.of("/tmp", name));
    return new FatalErrorLog(places);
  }

  /** The folder as everybody sees it, where it is not inside a container. */
  private static Path real(Path inside) {
    try {
      return inside.toRealPath();
    } catch (IOException e) {
      return inside;
    }
  }

  /** Where it lies and the cause it names, in one line; empty where there is none. */
  public Optional<String> found() {
    return places.stream()
        .filter(Files::isReadable)
        .findFirst()
        .map(log -> cause(log).map(words -> words + ", see " + log).orElse("see " + log));
  }

  private static Optional<String> cause(Path log) {
    try (Stream<String> lines = Files.lines(log)) {
      return lines
          .limit(LINES)
          .map(CAUSE::matcher)
          .filter(java.util.regex.Matcher::matches)
          .map(match -> match.group(1).strip())
          .findFirst();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Optional.empty();
    }
  }
}
