package dev.tidemark.cli;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.RunImpossible;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs the case study on this machine. */
@Command(
    name = "demo",
    description = {
      "Starts two AI proxies on this machine, a leaky and a fixed one, and judges both.",
      "Takes about a minute."
    })
final class DemoCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final PlanOptions plan = new PlanOptions();

  DemoCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RunImpossible {
    SimulationRun run = new SimulationRun(surroundings, plan.given());
    RunConfig config = run.config();
    if (!config.isDemo()) {
      throw new ConfigurationException(
          "the demo brings its own targets, and "
              + config.arms().get(0).url()
              + " is configured: use 'tidemark run', or unset TIDEMARK_TARGET and call the demo"
              + " from a folder without a tidemark.yaml");
    }
    return run.carryOut(config);
  }
}
