package dev.tidemark.cli;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.RunImpossible;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Drives traffic at a target and judges its memory. */
@Command(
    name = "run",
    description = "Drives traffic at a target, watches its memory and judges it.",
    footer = {
      "",
      "Every option may stand in tidemark.yaml, in the environment (TIDEMARK_TARGET)",
      "or in a system property (tidemark.target), too; the command line wins.",
      "",
      "  tidemark run --target http://127.0.0.1:8080 --pid 4711"
    })
final class RunCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();
  @Mixin private final PlanOptions plan = new PlanOptions();

  RunCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RunImpossible {
    Map<String, String> given = new TreeMap<>(target.given());
    given.putAll(plan.given());
    SimulationRun run = new SimulationRun(surroundings, given);
    RunConfig config = run.config();
    if (config.isDemo()) {
      throw new ConfigurationException(
          "no target: add --target URL, or target: in tidemark.yaml;"
              + " 'tidemark demo' brings targets of its own");
    }
    return run.carryOut(config);
  }
}
