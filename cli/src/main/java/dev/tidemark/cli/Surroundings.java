package dev.tidemark.cli;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Preflight;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.probe.Clocks;
import dev.tidemark.simulations.GatlingLauncher;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What the commands find around them.
 *
 * @param directory where the command was called
 * @param runner what carries out a simulation
 */
record Surroundings(Path directory, Map<String, String> environment, Runner runner) {
  /** Where run folders go that nobody named. */
  static final String RUNS = "tidemark-runs";

  /** Carries out a simulation; empty if it ended without a verdict. */
  @FunctionalInterface
  interface Runner {
    Optional<Conclusion> run(String simulationClass, Path resultsFolder);
  }

  static Surroundings ofProcess() {
    return new Surroundings(Path.of("").toAbsolutePath(), System.getenv(), GatlingLauncher::run);
  }

  /** A path as it was given, from where the command was called. */
  Path at(Path given) {
    return directory.resolve(given).normalize();
  }

  /** The configuration that these options, this process and its directory make together. */
  RunConfig config(Map<String, String> given) {
    return RunConfig.of(settings(given), directory, directory.resolve(RUNS));
  }

  /** What it is made from. */
  Settings settings(Map<String, String> given) {
    return Settings.load(given, System.getProperties(), environment, directory);
  }

  /** Checks one target before anything is started; the caller closes the sampler. */
  static Preflight.Ready ready(RunConfig config, ArmConfig arm) throws RunImpossible {
    Traffic traffic = new Traffic(config.traffic(), config.seed());
    return new Preflight(config, traffic, Clocks.SYSTEM).check(arm);
  }
}
