package dev.tidemark.simulations;

import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.simulations.chat.Transport;
import java.util.List;
import java.util.Optional;

/**
 * One experiment inside one simulation: starts the demo's targets where no target was named,
 * publishes the end, and leaves no child behind, however the process ends.
 */
final class MemoryRun {
  /** The exit code of a run that ended before it had a verdict. */
  private static final int NO_VERDICT = 4;

  private static final String TOO_SOON =
      "; the traffic of the simulation ended meanwhile, so let it send for a minute or two";

  private static final String NEVER_BEGAN =
      "the simulation ended without traffic that could be judged: its set-up must be"
          + " setUp(gate.around(…))";

  private static volatile Optional<MemoryRun> latest = Optional.empty();

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

  MemoryRun(
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

  /** Makes it end as its verdict says, whatever else the process does. */
  MemoryRun enforced() {
    enforced = true;
    sayAtEnd();
    return this;
  }

  private void sayAtEnd() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::end, "tidemark-end"));
  }

  /** Ends the run without a verdict because the simulation cannot be judged as it is written. */
  synchronized void refuse(String why) {
    if (early.isPresent()) {
      return;
    }
    early = Optional.of(Conclusion.withoutVerdict(2, why));
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

  static void say(String line) {
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
    return early.or(() -> experiment.conclusion().map(this::explained));
  }

  private Conclusion explained(Conclusion end) {
    return endedBySimulation && end.folder().isEmpty()
        ? Conclusion.withoutVerdict(end.verdict().exit(), end.verdict().reason() + TOO_SOON)
        : end;
  }

  /** Whether it is under way: others may begin before and after. */
  boolean underWay() {
    return !(started && finished());
  }

  synchronized void start() {
    latest = Optional.of(this);
    if (!enforced) {
      sayAtEnd();
    }
    started = true;
    sayDoubts();
    if (early.isEmpty()) {
      experiment.start();
    }
  }

  private void sayDoubts() {
    if (enforced && started && early.isEmpty()) {
      config.arms().forEach(arm -> Listening.doubt(arm).ifPresent(MemoryRun::say));
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
      early = Optional.of(Conclusion.withoutVerdict(2, NEVER_BEGAN));
    }
    conclusion().ifPresent(end -> Publication.lastLines(end).forEach(MemoryRun::say));
    if (endedBySimulation && early.isEmpty()) {
      say(EndOfTraffic.advice(conclusion().flatMap(Conclusion::record)));
    }
    sayDoubts();
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
