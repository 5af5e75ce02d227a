package dev.tidemark.cli;

import dev.tidemark.experiment.Conclusion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;

/** The command as a user of one folder meets it, with a runner that only writes down its calls. */
final class Session {
  final Map<String, String> environment = new HashMap<>();
  final List<String> simulations = new ArrayList<>();
  final Properties seen = new Properties();
  Optional<Conclusion> conclusion = Optional.of(ending(0));
  private final Path directory;

  Session(Path directory) {
    this.directory = directory;
  }

  /** What a call printed and returned. */
  record Outcome(int exit, String out, String err) {}

  static Conclusion ending(int exit) {
    return Conclusion.withoutVerdict(exit, "as told");
  }

  Outcome tidemark(String... arguments) {
    Properties before = new Properties();
    before.putAll(System.getProperties());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    try {
      CommandLine command =
          Tidemark.commandLine(new Surroundings(directory, environment, this::run));
      int exit =
          command
              .setOut(new PrintWriter(out, true))
              .setErr(new PrintWriter(err, true))
              .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
              .execute(arguments);
      return new Outcome(exit, out.toString(), err.toString());
    } finally {
      System.setProperties(before);
    }
  }

  private Optional<Conclusion> run(String simulation, Path results) {
    simulations.add(simulation + " into " + directory.relativize(results));
    seen.putAll(System.getProperties());
    return conclusion;
  }
}
