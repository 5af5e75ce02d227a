package dev.tidemark.simulations;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.simulations.chat.Transport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One experiment inside one simulation: starts the demo's targets where no target was named,
 * publishes the end, and leaves no child behind, however the process ends.
 */
final class MemoryRun {
  /** The root of the project: Gatling's process works wherever Maven was called. */
  private static final String ROOT = "tidemark.root";

  /** The exit code of a run that ended before it had a verdict. */
  private static final int NO_VERDICT = 4;

  private static volatile Optional<MemoryRun> latest = Optional.empty();

  private final String id = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private final RunConfig config;
  private final Traffic traffic;
  private final Transport transport;
  private final Optional<Demo> demo;
  private final Experiment experiment;
  private volatile Optional<Conclusion> early;
  private boolean enforced;

  private MemoryRun(
      RunConfig config,
      Traffic traffic,
      Transport transport,
      Optional<Demo> demo,
      Experiment experiment,
      Optional<Conclusion> early) {
    this.config = config;
    this.traffic = traffic;
    this.transport = transport;
    this.demo = demo;
    this.experiment = experiment;
    this.early = early;
  }

  /**
   * Prepares a run: reads the configuration and starts the demo's targets. What goes wrong ends the
   * run with a clear line, not with a stack trace.
   *
   * @param options those that the simulation itself sets; they win
   */
  static MemoryRun begin(String simulation, Map<String, String> options) {
    return begin(simulation, options, true);
  }

  /**
   * Prepares the run of a simulation that is not one of ours, and sends its own requests: one trial
   * is sent to the target, {@code GET} where nothing else was asked for. It must end as its verdict
   * says.
   */
  static MemoryRun beginOwn(String simulation) {
    Map<String, String> trial = new LinkedHashMap<>();
    Path here = Path.of("").toAbsolutePath();
    try {
      Settings asked = Settings.load(Map.of(), System.getProperties(), System.getenv(), here);
      if (asked.text("request.method").isEmpty()) {
        trial.put("request.method", "GET");
        trial.put("request.body", " ");
      }
    } catch (ConfigurationException e) {
      return refused(2, String.valueOf(e.getMessage())).enforced();
    }
    return begin(simulation, trial, false).enforced();
  }

  private MemoryRun enforced() {
    enforced = true;
    return this;
  }

  private static MemoryRun begin(
      String simulation, Map<String, String> options, boolean demoIfNoTarget) {
    Path root = Path.of(System.getProperty(ROOT, "")).toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    Optional<Demo> demo = Optional.empty();
    try {
      Settings settings = Settings.load(options, System.getProperties(), System.getenv(), here);
      RunConfig config = RunConfig.of(settings, here, root.resolve("target").resolve("tidemark"));
      Transport transport = TransportSettings.read(settings, config.traffic(), System.getenv());
      if (config.isDemo() && !demoIfNoTarget) {
        throw new ConfigurationException(
            "target: there is none; name it with -Dtidemark.target=http://HOST:PORT/PATH, where a"
                + " GET is answered with 2xx");
      }
      if (config.arms().size() > 1 && !demoIfNoTarget) {
        throw new ConfigurationException(
            "targets: a simulation of your own drives one target; name one");
      }
      if (config.isDemo()) {
        demo = Optional.of(Demo.start(root));
        config = demo.get().aimed(config);
      }
      Traffic traffic = new Traffic(config.traffic(), config.seed()).checked();
      Experiment experiment =
          new Experiment(config, simulation, traffic, MemoryRun::say, Publication::write);
      return new MemoryRun(config, traffic, transport, demo, experiment, Optional.empty());
    } catch (ConfigurationException e) {
      demo.ifPresent(Demo::close);
      return refused(2, String.valueOf(e.getMessage()));
    } catch (RunImpossible e) {
      demo.ifPresent(Demo::close);
      return refused(4, String.valueOf(e.getMessage()));
    }
  }

  private static MemoryRun refused(int exit, String why) {
    Path nowhere = Path.of("");
    Settings none = Settings.of(Map.of());
    RunConfig nothing = RunConfig.of(none, nowhere, nowhere);
    Traffic traffic = new Traffic(nothing.traffic(), 1);
    Experiment idle = new Experiment(nothing, "", traffic, MemoryRun::say, end -> {});
    RunVerdict verdict =
        new RunVerdict(Verdict.Kind.INCONCLUSIVE, RunVerdict.Gate.FAIL, exit, why, List.of());
    return new MemoryRun(
        nothing,
        traffic,
        Transport.PLAIN,
        Optional.empty(),
        idle,
        Optional.of(new Conclusion(Optional.empty(), Optional.empty(), verdict)));
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** Stands in the id of every request of this run. */
  String id() {
    return id;
  }

  RunConfig config() {
    return config;
  }

  Traffic traffic() {
    return traffic;
  }

  Transport transport() {
    return transport;
  }

  List<Arm> arms() {
    return early.isPresent() ? List.of() : experiment.arms();
  }

  /** The run that was started last in this JVM: Gatling makes simulations, and hands none back. */
  static Optional<MemoryRun> latest() {
    return latest;
  }

  static void forgetLatest() {
    latest = Optional.empty();
  }

  /** How it ended; empty while it has not. */
  Optional<Conclusion> conclusion() {
    return early.or(experiment::conclusion);
  }

  void start() {
    latest = Optional.of(this);
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "tidemark-end"));
    if (early.isEmpty()) {
      experiment.start();
    }
  }

  /** Runs when the process ends: after Gatling's own last line, or on Ctrl-C. */
  private void end() {
    stop();
    demo.ifPresent(Demo::close);
    conclusion().ifPresent(end -> Publication.lastLines(end).forEach(MemoryRun::say));
    System.out.flush();
    if (enforced) {
      int exit = conclusion().map(end -> end.verdict().exit()).orElse(NO_VERDICT);
      if (exit != 0) {
        Runtime.getRuntime().halt(exit);
      }
    }
  }

  /** Ends the run with a verdict on what was seen; waits for it. */
  void stop() {
    if (early.isEmpty() && !experiment.finished()) {
      experiment.interrupt();
    }
  }

  boolean finished() {
    return early.isPresent() || experiment.finished();
  }

  /** What the last row of an arm says. */
  GatlingAction.Outcome outcomeOf(String arm) {
    Conclusion end = conclusion().orElseThrow();
    RunVerdict verdict = end.verdict();
    Optional<TargetVerdict> target =
        verdict.targets().stream().filter(one -> one.name().equals(arm)).findFirst();
    if (target.isEmpty()) {
      return new GatlingAction.Outcome(false, verdict.reason());
    }
    boolean declared = verdict.targets().stream().anyMatch(one -> one.expected().isPresent());
    boolean ok = declared ? target.get().asExpected() : verdict.gate() != RunVerdict.Gate.FAIL;
    return new GatlingAction.Outcome(
        ok, target.get().verdict().name() + ": " + target.get().verdict().reason());
  }
}
