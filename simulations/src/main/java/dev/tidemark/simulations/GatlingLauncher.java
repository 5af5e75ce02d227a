package dev.tidemark.simulations;

import dev.tidemark.experiment.Conclusion;
import io.gatling.app.Gatling$;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Runs one of the simulations inside this JVM and hands back how its experiment ended.
 *
 * <p>Options reach the simulation as system properties {@code tidemark.NAME}. Needs {@code
 * --add-opens=java.base/java.lang=ALL-UNNAMED}. The last lines of the run are printed when the JVM
 * ends, after everything else.
 */
public final class GatlingLauncher {
  private GatlingLauncher() {}

  /**
   * Runs a simulation to its end.
   *
   * @param simulationClass its full name, one of this package
   * @param resultsFolder where Gatling's own report goes, in a folder of its own
   * @return empty if Gatling ended before the experiment had a verdict
   */
  public static Optional<Conclusion> run(String simulationClass, Path resultsFolder) {
    MemoryRun.forgetLatest();
    Gatling$.MODULE$.fromArgs(
        new String[] {"-s", simulationClass, "-rf", resultsFolder.toString()});
    return MemoryRun.latest().flatMap(MemoryRun::conclusion);
  }
}
