package dev.tidemark.it;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.simulations.PilotLoad;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** One experiment with its load, without Gatling. */
final class DirectRun implements AutoCloseable {
  private final Experiment experiment;
  private final PilotLoad load;
  private final List<String> said;

  private DirectRun(Experiment experiment, PilotLoad load, List<String> said) {
    this.experiment = experiment;
    this.load = load;
    this.said = said;
  }

  /** Starts a run whose folder goes into {@code out}. */
  static DirectRun start(Path out, Map<String, String> options, ArmConfig... arms) {
    Settings settings = Settings.load(options, new Properties(), Map.of(), out);
    RunConfig config = RunConfig.of(settings, out, out).withArms(List.of(arms));
    Traffic traffic = new Traffic(config.traffic(), config.seed());
    List<String> said = new CopyOnWriteArrayList<>();
    Experiment experiment = new Experiment(config, "Direct", traffic, said::add, end -> {});
    PilotLoad load = PilotLoad.start(settings, config, traffic, experiment.arms(), Map.of());
    experiment.start();
    return new DirectRun(experiment, load, said);
  }

  /** The end, which must come within {@code patience}. */
  Conclusion end(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!experiment.finished()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("the run did not end within " + patience + "; it said " + said);
      }
      Thread.sleep(20);
    }
    return experiment.await();
  }

  /** Waits until an arm has ended so many requests, or the run is over. */
  void awaitRequests(String name, long requests) throws InterruptedException {
    Arm arm = arm(name);
    while (arm.gate().counts().ended() < requests && !experiment.finished()) {
      Thread.sleep(5);
    }
  }

  /** Ends the run as Ctrl-C does. */
  void interrupt() {
    experiment.interrupt();
  }

  Arm arm(String name) {
    return experiment.arms().stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The lines that the run said. */
  List<String> said() {
    return List.copyOf(said);
  }

  static TargetVerdict of(Conclusion end, String name) {
    return end.verdict().targets().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict on " + name + ": " + end.verdict()));
  }

  @Override
  public void close() {
    if (!experiment.finished()) {
      experiment.close();
    }
    load.close();
  }
}
