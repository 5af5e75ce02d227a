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
 * The file {@code hs_err_pidN.log} that a JVM leaves when it dies of a fatal error: in the folder it
 * ran in, or in the temporary one. Both are remembered while it lives; afterwards nobody can tell.
 */
final class FatalErrorLog {
  private static final Pattern CAUSE =
      Pattern.compile("^#\\s+(SIG\\w+.*|EXCEPTION_\\w+.*|Internal Error.*|.*insufficient memory.*"
          + "|.*[Oo]ut ?[Oo]f ?[Mm]emory.*|fatal error.*|Error: .*)$");
  private static final int LINES = 40;

  private final String file;
  private final List<Path> folders;

  FatalErrorLog(ProcessFacts facts) {
    this.file = "hs_err_pid" + facts.innerPid() + ".log";
    List<Path> where = new ArrayList<>();
    facts.workingFolder().map(FatalErrorLog::real).ifPresent(where::add);
    where.add(real(facts.root().resolve("tmp")));
    where.add(Path.of("/tmp"));
    this.folders = List.copyOf(where);
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
  Optional<String> found() {
    return folders.stream()
        .map(folder -> folder.resolve(file))
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
