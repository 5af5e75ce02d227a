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
import dev.tidemark.model.Stage;
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

  private static final String TOO_SOON =
      "the traffic of the simulation ended before memory was read for the first time: let it run for"
          + " a minute or two";

  private static final String ENDED_FIRST =
      "The traffic of the simulation ended before its verdict was clear; this one is on what was"
          + " seen. Where that is not enough, let it send for longer.";

  private static final String NEVER_BEGAN =
      "the simulation ended without traffic that could be judged: its set-up must be"
          + " setUp(gate.around(…))";

  private static volatile Optional<MemoryRun> latest = Optional.empty();

  /** That of a simulation which is not one of ours. */
  private static Optional<MemoryRun> own = Optional.empty();

  private final String id = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
  private final RunConfig config;
  private final Traffic traffic;
  private final Transport transport;
  private final Optional<Demo> demo;
  private final Experiment experiment;
  private volatile Optional<Conclusion> early;
  private volatile boolean started;
  private volatile boolean endedBySimulation;
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
  static synchronized MemoryRun beginOwn(String simulation) {
    if (own.isPresent() && !(own.get().started && own.get().finished())) {
      own.get()
          .refuse(
              "MemoryGate.forSimulation(…) is called twice: a simulation has one gate, which all of"
                  + " its scenarios share");
      return own.get();
    }
    MemoryRun begun = enforced(own(simulation));
    own = Optional.of(begun);
    return begun;
  }

  private static MemoryRun own(String simulation) {
    Map<String, String> trial = new LinkedHashMap<>();
    Path here = Path.of("").toAbsolutePath();
    try {
      Settings asked = Settings.load(Map.of(), System.getProperties(), System.getenv(), here);
      if (asked.text("request.method").isEmpty()) {
        trial.put("request.method", "GET");
        trial.put("request.body", " ");
      }
      mustLeaveRequestsAlone(asked);
    } catch (ConfigurationException e) {
      return refused(2, String.valueOf(e.getMessage()));
    }
    return begin(simulation, trial, false);
  }

  private static void mustLeaveRequestsAlone(Settings asked) {
    for (String word : asked.text("stages").orElse("").split("[,\\s]+", -1)) {
      if (Stage.named(word).filter(Stage::choosesRequests).isPresent()) {
        throw new ConfigurationException(
            "stages: "
                + word
                + " chooses what is sent, and that is up to a simulation of your own; write some of"
                + " sequential, idle, drain-and-repeat, ladder, rollout, soak, or none");
      }
    }
  }

  private static MemoryRun enforced(MemoryRun run) {
    run.enforced = true;
    run.atEnd();
    return run;
  }

  private void atEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "tidemark-end"));
  }

  private static MemoryRun begin(
      String simulation, Map<String, String> options, boolean demoIfNoTarget) {
    Path root = Path.of(System.getProperty(ROOT, "")).toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    Optional<Demo> demo = Optional.empty();
    try {
      Settings settings = Settings.load(options, System.getProperties(), System.getenv(), here);
      RunConfig config = RunConfig.of(settings, here, root.resolve("target").resolve("tidemark"));
      Transport transport =
          TransportSettings.read(settings, config.traffic().tls(), System.getenv());
      if (config.isDemo() && !demoIfNoTarget) {
        throw new ConfigurationException(
            "target: there is none; name it with -Dtidemark.target=http://HOST:PORT/PATH, where a"
                + " GET is answered with 2xx");
      }
      if (config.arms().size() > 1 && !demoIfNoTarget) {
        throw new ConfigurationException(
            "targets: a simulation of your own drives one target; name one");
      }
      if (!demoIfNoTarget) {
        config = config.withOwnRequests();
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

  /** Ends the run without a verdict because the simulation cannot be judged as it is written. */
  synchronized void refuse(String why) {
    if (early.isPresent()) {
      return;
    }
    early = Optional.of(withoutVerdict(2, why));
    if (started) {
      onAThreadOfItsOwn(experiment::interrupt);
    }
  }

  /** Ends the run because its traffic has ended; does not wait for that. */
  void trafficEnded() {
    endedBySimulation = true;
    onAThreadOfItsOwn(this::stop);
  }

  private static void onAThreadOfItsOwn(Runnable task) {
    Thread thread = new Thread(task, "tidemark-end-of-traffic");
    thread.setDaemon(true);
    thread.start();
  }

  private static Conclusion withoutVerdict(int exit, String why) {
    return new Conclusion(
        Optional.empty(),
        Optional.empty(),
        new RunVerdict(Verdict.Kind.INCONCLUSIVE, RunVerdict.Gate.FAIL, exit, why, List.of()));
  }

  private static MemoryRun refused(int exit, String why) {
    Path nowhere = Path.of("");
    Settings none = Settings.of(Map.of());
    RunConfig nothing = RunConfig.of(none, nowhere, nowhere);
    Traffic traffic = new Traffic(nothing.traffic(), 1);
    Experiment idle = new Experiment(nothing, "", traffic, MemoryRun::say, end -> {});
    return new MemoryRun(
        nothing,
        traffic,
        Transport.PLAIN,
        Optional.empty(),
        idle,
        Optional.of(withoutVerdict(exit, why)));
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
    if (endedBySimulation && experiment.conclusion().filter(end -> end.folder().isEmpty()).isPresent()) {
      return early.or(() -> Optional.of(withoutVerdict(NO_VERDICT, TOO_SOON)));
    }
    return early.or(experiment::conclusion);
  }

  synchronized void start() {
    latest = Optional.of(this);
    if (!enforced) {
      atEnd();
    }
    started = true;
    if (early.isEmpty()) {
      experiment.start();
    }
  }

  /** Says at once why there will be no verdict: the simulation may go on for long. */
  void sayIfImpossible() {
    conclusion()
        .filter(end -> end.folder().isEmpty())
        .ifPresent(end -> say("tidemark: there will be no verdict: " + end.verdict().reason()));
  }

  /** Runs when the process ends: after Gatling's own last line, or on Ctrl-C. */
  private void end() {
    stop();
    demo.ifPresent(Demo::close);
    if (!started && early.isEmpty()) {
      early = Optional.of(withoutVerdict(2, NEVER_BEGAN));
    }
    conclusion().ifPresent(end -> Publication.lastLines(end).forEach(MemoryRun::say));
    if (endedBySimulation && early.isEmpty()) {
      say(ENDED_FIRST);
    }
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
    if (started && early.isEmpty() && !experiment.finished()) {
      experiment.interrupt();
    }
  }

  /** Whether it ended before it began, or because of how the simulation is written. */
  boolean refused() {
    return early.isPresent();
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
