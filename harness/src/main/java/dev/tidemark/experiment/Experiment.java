package dev.tidemark.experiment;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.analysis.ClearLeak;
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
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.Clocks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
  private final Pacing pacing;
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
    this.pacing = new Pacing(config.plan());
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
    } catch (RunImpossible | IOException | UncheckedIOException e) {
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
    return Conclusion.withoutVerdict(4, why);
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
                  arms.get(i),
                  ready.get(i).identity(),
                  ready.get(i).sampler(),
                  ledger,
                  clocks,
                  config.plan().requests().orElse(Long.MAX_VALUE));
          ready
              .get(i)
              .gaps()
              .forEach(gap -> run.event(Events.NOTE, "not read from the start: " + gap));
          run.firstNotes(traffic);
          runs.add(run);
          run.begin();
        }
        progress.say(ProgressLine.of(config.plan()));
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
        runs.forEach(run -> run.lastNotes(traffic));
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

  private void rounds(List<ArmRun> runs, LedgerWriter ledger) throws InterruptedException {
    ArmAnalyst analyst = new ArmAnalyst(config.plan(), runs.size());
    Aftermath aftermath = new Aftermath(config.plan(), progress, analyst, ledger, this::left);
    roundsBegan = System.nanoTime();
    try (InjectorAudit audit = audit(ledger);
        Together together = new Together(runs.size())) {
      together.each(runs, ArmRun::floor);
      int segment = 0;
      int inSegment = 0;
      int round = 0;
      long size = Traffic.DECK;
      double reserve = new StageChoice(config.plan()).reserve().toMillis() / 1e3;
      while (runs.stream().anyMatch(run -> !run.arm().decided()) && !interrupted) {
        double left = left().toNanos() / 1e9;
        List<ArmRun> active = runs.stream().filter(run -> !run.arm().decided()).toList();
        long requestsLeft = active.stream().mapToLong(ArmRun::requestsLeft).min().orElse(0);
        if (left <= 0 || requestsLeft < size) {
          Place last = new Place(segment, round, inSegment, size);
          endOfBudget(left <= 0, active, ledger, aftermath, together, last);
          return;
        }
        round++;
        inSegment++;
        Place now = new Place(segment, round, inSegment, size);
        traffic.plan(active.get(0).arm().gate().next(), size);
        audit.begin();
        Opening opening = pacing.round(segment, size);
        together.each(active, run -> run.load(now.segment(), now.round(), opening));
        audit.end();
        together.each(active, ArmRun::floor);
        say(
            round,
            active,
            Math.min(left, ProgressLine.secondsToGo(active, segment, inSegment, size)));
        Looks looks = Looks.ofSegment(segment);
        if (looks.contains(inSegment)) {
          boolean last = looks.after(inSegment).isEmpty() && segment > 0 && !pacing.goesOn();
          look(active, ledger, aftermath, together, now, last);
        }
        List<ArmRun> rest = active.stream().filter(run -> !run.arm().decided()).toList();
        if (round == RoundLimits.FIRST_SEGMENT && config.plan().has(Plan.PILOT)) {
          return;
        }
        OptionalLong next =
            nextSize(analyst, ledger, rest, segment, inSegment, size, left - reserve);
        if (next.isPresent()) {
          size = next.getAsLong();
          segment++;
          inSegment = 0;
        }
      }
    }
  }

  private InjectorAudit audit(LedgerWriter ledger) {
    InjectorAudit audit = new InjectorAudit(ledger, clocks, arms.stream().map(Arm::gate).toList());
    audit.start();
    return audit;
  }

  /**
   * The size of larger rounds, when it is time for them: once the small ones showed nothing, and
   * once more when memory grows in a way that only more requests can tell from a cache filling up,
   * or when so many rounds left an arm open.
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
    Optional<OptionalLong> paced =
        pacing.nextSize(
            segment,
            inSegment,
            rest.stream().mapToDouble(ArmRun::requestsPerSecond).min().orElse(1),
            rest.stream().mapToDouble(ArmRun::floorSeconds).max().orElse(0),
            secondsLeft);
    if (paced.isPresent()) {
      return paced.get();
    }
    NextSegment next = new NextSegment(config.plan(), analyst);
    if (segment == 0) {
      return inSegment == RoundLimits.FIRST_SEGMENT
          ? OptionalLong.of(next.size(rest, ledger.soFar(), secondsLeft))
          : OptionalLong.empty();
    }
    Looks looks = Looks.ofSegment(segment);
    boolean time =
        segment < RoundLimits.SEGMENTS - 1
            && inSegment >= RoundLimits.FIRST_SEGMENT
            && looks.contains(inSegment)
            && !looks.isBetween(inSegment);
    boolean late = inSegment > RoundSize.ROUNDS;
    return time
        ? next.toTellMore(rest, ledger.soFar(), size, late, secondsLeft)
        : OptionalLong.empty();
  }

  /** Says that the budget ended, and carries out the stages that may settle what is open. */
  private void endOfBudget(
      boolean ofTime,
      List<ArmRun> open,
      LedgerWriter ledger,
      Aftermath aftermath,
      Together together,
      Place last)
      throws InterruptedException {
    String note =
        ofTime
            ? "the budget of "
                + config.plan().budget().toSeconds()
                + " s ended; a longer --budget gives more rounds"
            : "the budget of "
                + config.plan().requests().orElse(0)
                + " requests ended; more --requests give more rounds";
    open.forEach(run -> run.event(Events.NOTE, note));
    if (!ofTime) {
      return;
    }
    RunRecord soFar = ledger.soFar();
    together.each(open, run -> aftermath.atEndOfBudget(run, soFar, last));
  }

  /** Of the budget; negative where it is used up. */
  private Duration left() {
    return config.plan().budget().minusNanos(System.nanoTime() - roundsBegan);
  }

  /** Ends the rounds of those arms whose verdict is clear, or for which this look is the last. */
  private void look(
      List<ArmRun> active,
      LedgerWriter ledger,
      Aftermath aftermath,
      Together together,
      Place now,
      boolean last)
      throws InterruptedException {
    RunRecord soFar = ledger.soFar();
    Map<ArmRun, TargetVerdict> clear = new LinkedHashMap<>();
    for (ArmRun run : active) {
      if (!run.arm().decided()) {
        TargetVerdict verdict = aftermath.verdict(run, soFar);
        Optional<String> stopped =
            pacing.isGate(now.segment(), now.inSegment())
                ? pacing.stopped(now.segment(), verdict.verdict())
                : Optional.empty();
        stopped.ifPresent(why -> run.event(Events.NOTE, why));
        if (last || stopped.isPresent() || clear(verdict, now)) {
          clear.put(run, verdict);
        }
      }
    }
    together.each(
        List.copyOf(clear.keySet()),
        run -> {
          TargetVerdict verdict = clear.get(run);
          if (verdict != null) {
            aftermath.carryOut(run, verdict, now, !last && !pacing.goesOn());
          }
        });
  }

  private boolean clear(TargetVerdict verdict, Place now) {
    int inSegment = now.inSegment();
    boolean between = Looks.ofSegment(now.segment()).isBetween(inSegment);
    Verdict.Kind kind = verdict.verdict().kind();
    boolean flat =
        (kind == Verdict.Kind.PLATEAU && inSegment >= Looks.FIRST_PLATEAU)
            || (kind == Verdict.Kind.FILLING && inSegment > Looks.FIRST_PLATEAU);
    return ClearLeak.ends(verdict, between, (double) now.requests(), config.plan().allowance())
        || (flat && !pacing.goesOn());
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
