package dev.tidemark.cli;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.experiment.RunImpossible;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says what went wrong in one line on standard error, and which exit code that is. */
final class Complaints implements IParameterExceptionHandler, IExecutionExceptionHandler {
  static final String VERBOSE = "--verbose";

  @Override
  public int handleParseException(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    say(
        command.getErr(),
        message(wrong) + "; see " + command.getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (command.getParseResult().hasMatchedOption(VERBOSE) || parsed.hasMatchedOption(VERBOSE)) {
      failure.printStackTrace(err);
    }
    if (failure instanceof ConfigurationException || failure instanceof UsageError) {
      say(err, message(failure));
      return Exit.USAGE;
    }
    if (failure instanceof RunImpossible || failure instanceof IOException) {
      say(err, message(failure));
      return Exit.IMPOSSIBLE;
    }
    say(err, "a fault in Tidemark itself: " + failure + "; " + VERBOSE + " shows where");
    return Exit.IMPOSSIBLE;
  }

  static void say(PrintWriter err, String message) {
    err.println("tidemark: " + oneLine(message));
    err.flush();
  }

  private static String message(Exception failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.toString() : message;
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
  }
}
