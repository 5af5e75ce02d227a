package dev.tidemark.cli;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.ledger.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One run of a simulation. What can be known to be wrong is said before Gatling starts; what was
 * asked then reaches the simulation as system properties.
 */
final class SimulationRun {
  private static final String PACKAGE = "dev.tidemark.simulations.";
  private static final String PREFIX = "tidemark.";

  private final Surroundings surroundings;
  private final Map<String, String> given;

  SimulationRun(Surroundings surroundings, Map<String, String> given) {
    this.surroundings = surroundings;
    this.given = Map.copyOf(given);
  }

  RunConfig config() {
    return surroundings.config(given);
  }

  /** Carries it out, and returns the exit code of its verdict. */
  int carryOut(RunConfig config) throws RunImpossible {
    refuseUsedFolder(config);
    for (ArmConfig arm : config.arms()) {
      Surroundings.ready(config, arm).sampler().close();
    }
    String simulation =
        config.traffic().stream() ? "StreamingChatSimulation" : "ConcurrentChatSimulation";
    RunFolder folder = folder(config, simulation);
    given.forEach((name, value) -> System.setProperty(PREFIX + name, value));
    System.setProperty(PREFIX + "out", folder.path().toString());
    Optional<Conclusion> end =
        surroundings.runner().run(PACKAGE + simulation, folder.path().resolve("gatling"));
    return end.orElseThrow(
            () ->
                new RunImpossible(
                    "Gatling ended before there was a verdict;"
                        + " -Dtidemark.log=INFO in JAVA_TOOL_OPTIONS shows what it did"))
        .verdict()
        .exit();
  }

  private static void refuseUsedFolder(RunConfig config) {
    Path out = config.out();
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new ConfigurationException("out: " + out + " is a file; name a folder");
    }
    RunFolder folder = new RunFolder(out);
    if (Files.exists(folder.manifest()) || Files.exists(folder.ledger())) {
      throw new ConfigurationException(
          "out: " + out + " holds a run already; name another folder, or move that one away");
    }
  }

  private static RunFolder folder(RunConfig config, String simulation) {
    try {
      return config.outIsRun()
          ? RunFolder.inside(config.out())
          : RunFolder.create(
              config.out(), simulation.toLowerCase(java.util.Locale.ROOT), Instant.now());
    } catch (IOException e) {
      throw new ConfigurationException(
          "out: " + config.out() + " cannot be made a run folder (" + e + "); name another", e);
    }
  }
}
