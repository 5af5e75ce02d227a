package dev.tidemark.cli;

import picocli.CommandLine.Option;

/** The options of every command. */
final class CommonOptions {
  @Option(names = Complaints.VERBOSE, description = "show where in the program a failure arose")
  private boolean verbose;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "show this")
  private boolean help;
}
