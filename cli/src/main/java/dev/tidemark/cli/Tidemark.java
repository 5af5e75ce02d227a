package dev.tidemark.cli;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.RequestRate;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code tidemark}. */
@Command(
    name = "tidemark",
    synopsisSubcommandLabel = "COMMAND",
    description = "Finds memory leaks in services under load: does memory grow with every request?",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:pass; GROWING warns, and fails with --strict",
      "1:the gate failed: LEAK or CRASHED",
      "2:usage or configuration",
      "3:INCONCLUSIVE: nothing was shown, so nothing passes",
      "4:it could not be carried out"
    },
    footer = {"", "The smallest run: tidemark run --target URL --pid N"})
public final class Tidemark {
  private static final int WIDTH = 80;

  private Tidemark() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(Surroundings.ofProcess()).execute(arguments));
  }

  static CommandLine commandLine(Surroundings surroundings) {
    CommandLine command =
        new CommandLine(new Tidemark())
            .addSubcommand(new DemoCommand(surroundings))
            .addSubcommand(new RunCommand(surroundings))
            .addSubcommand(new PlanCommand(surroundings))
            .addSubcommand(new AnalyzeCommand(surroundings))
            .addSubcommand(new ReportCommand(surroundings))
            .addSubcommand(new TrendCommand(surroundings))
            .addSubcommand(new DoctorCommand(surroundings));
    withCommonOptions(command);
    command.getSubcommands().values().forEach(Tidemark::withCommonOptions);
    Complaints complaints = new Complaints();
    return command
        .registerConverter(ByteSize.class, text -> value(text, ByteSize::parse))
        .registerConverter(RequestRate.class, text -> value(text, RequestRate::parse))
        .setUsageHelpWidth(WIDTH)
        .setUsageHelpLongOptionsMaxWidth(32)
        .setParameterExceptionHandler(complaints)
        .setExecutionExceptionHandler(complaints);
  }

  private static void withCommonOptions(CommandLine command) {
    command
        .getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("show this").build())
        .addOption(
            OptionSpec.builder(Complaints.VERBOSE)
                .description("show where in the program a failure arose")
                .build());
  }

  private static <T> T value(String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
