package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.analysis.Events;
import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.StageRun.Place;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Conducts a run on a thread of its own: preflight, then rounds of exactly so many requests with a
 * floor after each, until every arm is decided or the budget ends. The load generator asks each
 * arm's {@link Gate} for tickets.
 *
 * <p>Small rounds come first, and count already: a target that dies within a thousand requests is
 * convicted before. When they show nothing the rounds grow to the size that makes the sensitivity
 * asked for detectable; and once more when memory grows along a line, within the cache allowance,
 * and larger rounds would tell a leak from a cache.
 */
public final class Experiment implements AutoCloseable {
  private static final Duration SAY_EVERY = Duration.ofSeconds(1);

  private final RunConfig config;
  private final String simulation;
  private final Traffic traffic;
  private final Progress progress;
  private final Consumer<Conclusion> publisher;
  private final Clocks clocks = Clocks.SYSTEM;
  private final List<Arm> arms;
  private final Thread thread;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile Optional<Conclusion> conclusion = Optional.empty();
  private volatile boolean interrupted;
  private volatile long roundsBegan = System.nanoTime();
  private long lastSaid = System.nanoTime() - SAY_EVERY.toNanos();

  /**
   * @param config with at least one arm
   * @param simulation what drives the traffic, for the manifest
   * @param publisher called once with the end of the run, before {@link #finished()} is true
   */
  public Experiment(
      RunConfig config,
      String simulation,
      Traffic traffic,
      Progress progress,
      Consumer<Conclusion> publisher) {
    this.config = config;
    this.simulation = simulation;
    this.traffic = traffic;
    this.progress = progress;
    this.publisher = publisher;
    this.arms = config.arms().stream().map(arm -> new Arm(arm, traffic)).toList();
    this.thread = new Thread(this::run, "tidemark-experiment");
    thread.setDaemon(true);
  }

  public List<Arm> arms() {
    return arms;
  }

  public void start() {
    thread.start();
  }

  public boolean finished() {
    return finished.getCount() == 0;
  }

  /** How the run ended; empty while it has not. */
  public Optional<Conclusion> conclusion() {
    return conclusion;
  }

  /** Waits for the end. */
  public Conclusion await() throws InterruptedException {
    finished.await();
    return conclusion.orElseThrow();
  }

  /** Ends the run early, with a verdict on what was seen, and waits a moment for it. */
  public void interrupt() {
    interrupted = true;
    thread.interrupt();
    try {
      if (!finished.await(10, TimeUnit.SECONDS)) {
        progress.say("the run did not end in time; its folder holds what was seen");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Conclusion end;
    try {
      end = conduct();
    } catch (RunImpossible | IOException e) {
      end = impossible(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      end = impossible(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      end = impossible("interrupted before the first reading");
    } catch (RuntimeException e) {
      end = impossible("a fault in Tidemark itself: " + e);
      org.slf4j.LoggerFactory.getLogger(Experiment.class).error("the experiment failed", e);
    }
    try {
      arms.forEach(arm -> arm.gate().end());
      conclusion = Optional.of(end);
      publisher.accept(end);
    } finally {
      finished.countDown();
    }
  }

  private static Conclusion impossible(String why) {
    return new Conclusion(
        Optional.empty(),
        Optional.empty(),
        new RunVerdict(Verdict.Kind.INCONCLUSIVE, RunVerdict.Gate.FAIL, 4, why, List.of()));
  }

  private Conclusion conduct() throws RunImpossible, IOException, InterruptedException {
    Preflight preflight = new Preflight(config, traffic, clocks);
    List<Preflight.Ready> ready = new ArrayList<>();
    List<ArmRun> runs = new ArrayList<>();
    try {
      for (Arm arm : arms) {
        ready.add(preflight.check(arm.config()));
      }
      RunFolder folder =
          config.outIsRun()
              ? RunFolder.inside(config.out())
              : RunFolder.create(
                  config.out(), simulation.toLowerCase(Locale.ROOT), clocks.wall().instant());
      RunManifest manifest =
          Manifests.of(config, simulation, folder, clocks.wall().instant(), ready);
      try (LedgerWriter ledger = LedgerWriter.begin(folder, manifest)) {
        for (int i = 0; i < arms.size(); i++) {
          ArmRun run =
              new ArmRun(
                  arms.get(i), ready.get(i).identity(), ready.get(i).sampler(), ledger, clocks);
          ready
              .get(i)
              .gaps()
              .forEach(gap -> run.event(Events.NOTE, "not read from the start: " + gap));
          traffic.notes().forEach(note -> run.event(Events.NOTE, note));
          runs.add(run);
          run.begin();
        }
        sayPlan();
        try {
          rounds(runs, ledger);
        } catch (InterruptedException e) {
          interrupted = true;
        }
        if (interrupted) {
          runs.forEach(
              run ->
                  run.event(
                      Events.NOTE, "the run was interrupted; the verdict is on what was seen"));
        }
        traffic.notesAtEnd().forEach(note -> runs.forEach(run -> run.event(Events.NOTE, note)));
        RunRecord record = ledger.soFar();
        return new Conclusion(
            Optional.of(folder),
            Optional.of(record),
            new RunAnalysis(config.strict()).judge(record));
      }
    } finally {
      runs.forEach(ArmRun::close);
      ready.forEach(one -> one.sampler().close());
    }
  }

  private void sayPlan() {
    Plan plan = config.plan();
    progress.say(
        String.format(
            Locale.ROOT,
            "asked: leaks of %s per request; %s may be a cache; %d users; %d s",
            plan.sensitivity(),
            plan.allowance().bytes(),
            plan.concurrency(),
            plan.budget().toSeconds()));
  }

  private void rounds(List<ArmRun> runs, LedgerWriter ledger) throws InterruptedException {
    ArmAnalyst analyst = new ArmAnalyst(config.plan(), runs.size());
    roundsBegan = System.nanoTime();
    Together together = new Together(runs.size());
    try {
      together.each(runs, ArmRun::floor);
      int segment = 0;
      int inSegment = 0;
      int round = 0;
      long size = Traffic.DECK;
      Looks looks = Looks.within(RoundLimits.FIRST_SEGMENT);
      while (runs.stream().anyMatch(run -> !run.arm().decided()) && !interrupted) {
        double left = left().toNanos() / 1e9;
        if (left <= 0) {
          endOfBudget(runs, ledger, analyst, together, new Place(segment, round, inSegment, size));
          return;
        }
        List<ArmRun> active = runs.stream().filter(run -> !run.arm().decided()).toList();
        round++;
        inSegment++;
        Place now = new Place(segment, round, inSegment, size);
        traffic.plan(active.get(0).arm().gate().next(), size);
        together.each(active, run -> run.load(now.segment(), now.round(), Opening.of(now.size())));
        together.each(active, ArmRun::floor);
        say(
            round,
            active,
            Math.min(left, ProgressLine.secondsToGo(active, segment, inSegment, size)));
        if (looks.contains(inSegment)) {
          look(active, ledger, analyst, now, looks.after(inSegment).isEmpty() && segment > 0);
        }
        List<ArmRun> rest = active.stream().filter(run -> !run.arm().decided()).toList();
        if (round == RoundLimits.FIRST_SEGMENT && config.plan().has(Plan.PILOT)) {
          return;
        }
        OptionalLong next = nextSize(analyst, ledger, rest, segment, inSegment, size, left);
        if (next.isPresent()) {
          size = next.getAsLong();
          segment++;
          inSegment = 0;
          looks = Looks.within(RoundLimits.LATER_SEGMENT);
        }
      }
    } finally {
      together.close();
    }
  }

  /**
   * The size of larger rounds, when it is time for them: once the small ones showed nothing, and
   * once more when memory grows in a way that only more requests can tell from a cache filling up.
   */
  private OptionalLong nextSize(
      ArmAnalyst analyst,
      LedgerWriter ledger,
      List<ArmRun> rest,
      int segment,
      int inSegment,
      long size,
      double secondsLeft) {
    if (rest.isEmpty()) {
      return OptionalLong.empty();
    }
    NextSegment next = new NextSegment(config.plan(), analyst);
    if (segment == 0) {
      return inSegment == RoundLimits.FIRST_SEGMENT
          ? OptionalLong.of(next.size(rest, ledger.soFar(), secondsLeft))
          : OptionalLong.empty();
    }
    boolean time =
        segment < RoundLimits.SEGMENTS - 1
            && inSegment >= RoundLimits.FIRST_SEGMENT
            && Looks.within(RoundLimits.LATER_SEGMENT).contains(inSegment);
    return time ? next.toTellMore(rest, ledger.soFar(), size, secondsLeft) : OptionalLong.empty();
  }

  /** Of the budget; negative where it is used up. */
  private Duration left() {
    return config.plan().budget().minusNanos(System.nanoTime() - roundsBegan);
  }

  private void endOfBudget(
      List<ArmRun> runs, LedgerWriter ledger, ArmAnalyst analyst, Together together, Place last)
      throws InterruptedException {
    List<ArmRun> open = runs.stream().filter(run -> !run.arm().decided()).toList();
    for (ArmRun run : open) {
      run.event(
          Events.NOTE,
          "the budget of "
              + config.plan().budget().toSeconds()
              + " s ended; a longer --budget gives more rounds");
    }
    RunRecord soFar = ledger.soFar();
    together.each(
        open,
        run ->
            stages(
                run,
                verdict(run, soFar, analyst),
                last,
                () -> verdict(run, ledger.soFar(), analyst)));
  }

  private void look(
      List<ArmRun> active, LedgerWriter ledger, ArmAnalyst analyst, Place now, boolean last)
      throws InterruptedException {
    RunRecord soFar = ledger.soFar();
    for (ArmRun run : active) {
      if (run.arm().decided()) {
        continue;
      }
      TargetVerdict verdict = verdict(run, soFar, analyst);
      Verdict.Kind kind = verdict.verdict().kind();
      boolean clear =
          kind == Verdict.Kind.LEAK
              || (kind == Verdict.Kind.PLATEAU && now.inSegment() >= Looks.FIRST_PLATEAU)
              || (kind == Verdict.Kind.FILLING && now.inSegment() > Looks.FIRST_PLATEAU);
      if (clear || last) {
        run.pressure(PressureLoad.most(config.plan().concurrency(), verdict));
        if (stages(run, verdict, now, () -> verdict(run, ledger.soFar(), analyst))) {
          verdict = verdict(run, ledger.soFar(), analyst);
        }
        run.event(Events.DECIDED, verdict.verdict().name());
        progress.say(
            String.format(
                Locale.ROOT,
                "%s is decided after %,d requests and %.1f s of traffic: %s",
                run.arm().name(),
                verdict.requests(),
                verdict.loadSeconds(),
                verdict.verdict().name()));
        if (kind == Verdict.Kind.LEAK && config.plan().has(Plan.LET_IT_DIE)) {
          letItDie(run, verdict);
        }
        run.arm().decide();
      }
    }
  }

  private void letItDie(ArmRun run, TargetVerdict verdict) throws InterruptedException {
    Optional<Range> projection = verdict.requestsToLimit();
    if (projection.isEmpty()) {
      run.event(Events.NOTE, "it is not driven on until it dies: its memory limit is not known");
      return;
    }
    progress.say(
        run.arm().name()
            + ": driven on until it dies; predicted after "
            + Math.round(projection.get().low())
            + " to "
            + Math.round(projection.get().high())
            + " more requests");
    run.letItDie(LetItDie.most(projection.get()));
  }

  private static TargetVerdict verdict(ArmRun run, RunRecord record, ArmAnalyst analyst) {
    String name = run.arm().name();
    return analyst.judge(
        run.identity(),
        record.ticksOf(name),
        record.events().stream().filter(event -> event.arm().equals(name)).toList());
  }

  /** Carries out the stages that may tell more of an arm, and says whether there were any. */
  private boolean stages(
      ArmRun run, TargetVerdict verdict, Place last, Supplier<TargetVerdict> judge)
      throws InterruptedException {
    StageChoice choice = new StageChoice(config.plan());
    List<Stage> stages = choice.after(verdict, last.inSegment(), left());
    new StageRun(run, config.plan(), choice, progress, last, judge).carryOut(stages, verdict);
    return !stages.isEmpty();
  }

  /** Says how far the run is, once a second at most. */
  private void say(int round, List<ArmRun> active, double secondsLeft) {
    long now = System.nanoTime();
    if (now - lastSaid < SAY_EVERY.toNanos()) {
      return;
    }
    lastSaid = now;
    long requests = active.isEmpty() ? 0 : active.get(0).arm().gate().counts().ended();
    List<String> beliefs = active.stream().map(run -> run.arm().belief()).toList();
    progress.say(ProgressLine.of(round, requests, secondsLeft, beliefs));
  }

  @Override
  public void close() {
    interrupt();
  }
}
