package dev.tidemark.experiment;

import dev.tidemark.analysis.DeathNote;
import dev.tidemark.analysis.Events;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.sample.ArmReading;
import dev.tidemark.sample.BackgroundSampler;
import dev.tidemark.sample.Sampler;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One arm under way: opens and closes its gate, reads its memory, and writes both into the ledger.
 */
final class ArmRun implements AutoCloseable {
  private static final Duration FLOOR_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STALL = Duration.ofSeconds(40);

  /** Answers reach the client a moment before their handlers are done in the target. */
  private static final Duration SETTLE = Duration.ofMillis(60);

  private static final int PRESSURE_READINGS = 12;
  private static final Duration PRESSURE_PATIENCE = Duration.ofSeconds(20);
  private static final double FULL = 0.9;

  /** A heap so full after a collection that requests fail or hang for want of memory. */
  private static final double EXHAUSTED = 0.8;

  private static final String USED = "jvm.memory.used";

  private final Arm arm;
  private final TargetIdentity identity;
  private final Sampler sampler;
  private final LedgerWriter ledger;
  private final Clocks clocks;
  private final BackgroundSampler background;
  private final long mostRequests;
  private final Throughput throughput = new Throughput();
  private volatile int segment;
  private volatile int round;
  private long failedBeforeRound;
  private double lastHeld;
  private boolean crashed;
  private String failureSaid = "";

  /**
   * @param mostRequests that may be sent to the target
   */
  ArmRun(
      Arm arm,
      TargetIdentity identity,
      Sampler sampler,
      LedgerWriter ledger,
      Clocks clocks,
      long mostRequests) {
    this.arm = arm;
    this.mostRequests = mostRequests;
    this.identity = identity;
    this.sampler = sampler;
    this.ledger = ledger;
    this.clocks = clocks;
    this.background =
        new BackgroundSampler(
            sampler,
            BackgroundSampler.PERIOD,
            reading -> write(Tick.Kind.LOAD, reading, arm.gate().counts()));
  }

  Arm arm() {
    return arm;
  }

  TargetIdentity identity() {
    return identity;
  }

  void begin() {
    background.pause();
    background.start();
  }

  /** How many requests may still be sent. */
  long requestsLeft() {
    RequestCounts counts = arm.gate().counts();
    return Math.max(0, mostRequests - counts.ended() - counts.inFlight());
  }

  /** Sends one round of traffic and waits until it is over, or cannot be. */
  void load(int segmentNow, int roundNow, Opening asked) throws InterruptedException {
    place(segmentNow, roundNow);
    Opening opening = asked.atMost(requestsLeft());
    failedBeforeRound = arm.gate().counts().failed();
    event(Events.GATE_OPEN, opening.requests() + " requests");
    long opened = System.nanoTime();
    background.resume();
    arm.gate().open(opening);
    boolean drained = arm.gate().awaitDrained(STALL.plusNanos(2 * opening.dueAfterNanos(1)));
    background.pause();
    throughput.loaded(opened, System.nanoTime(), opening.requests());
    event(Events.GATE_CLOSED, "");
    record(opened);
    if (!drained) {
      arm.gate().close();
      stalled();
    }
  }

  /** Writes down the latencies since the gate was opened. */
  private void record(long openedNanos) {
    long now = clocks.wall().instant().toEpochMilli();
    long since = now - (System.nanoTime() - openedNanos) / 1_000_000;
    arm.gate()
        .takeLatencies()
        .forEach(
            (what, latency) -> {
              latency.setEndTimeStamp(now);
              latency.setStartTimeStamp(since);
              ledger.append(arm.name() + what, latency);
            });
  }

  /** Writes down what is to be known of the requests before they are sent. */
  void firstNotes(Traffic traffic) {
    traffic.notes().forEach(note -> event(Events.NOTE, note));
  }

  /** Writes down what is to be known of the requests and their answers at the end. */
  void lastNotes(Traffic traffic) {
    traffic.notesAtEnd().forEach(note -> event(Events.NOTE, note));
    arm.gate().streamNote().ifPresent(note -> event(Events.NOTE, note));
  }

  /** Says to which segment and round the rows that follow belong. */
  void place(int segmentNow, int roundNow) {
    segment = segmentNow;
    round = roundNow;
  }

  /** Reads the memory of a target that answers no more: it hangs, is gone, or ran out of memory. */
  private void stalled() {
    RequestCounts counts = arm.gate().counts();
    ArmReading reading = sampler.read(Depth.FLOOR, FLOOR_PATIENCE);
    write(Tick.Kind.PRESSURE, reading, counts);
    String what = counts.inFlight() + " requests had no end for " + STALL.toSeconds() + " s";
    double held = Math.max(lastHeld, held(reading));
    if (reading.targetGone()) {
      died(reading, counts.ended());
    } else if (held > EXHAUSTED * limit()) {
      outOfMemory(held, counts.ended(), what);
    } else {
      giveUp(what + ": the target hangs, and no floor can be read while they are in flight");
    }
  }

  /** Reads the floor after a round, and notices what became of the target. */
  void floor() throws InterruptedException {
    floor(Tick.Kind.FLOOR);
  }

  /** Reads a floor of the rounds or of a stage, and notices what became of the target. */
  void floor(Tick.Kind kind) throws InterruptedException {
    Thread.sleep(SETTLE.toMillis());
    long began = System.nanoTime();
    ArmReading reading = sampler.read(Depth.FLOOR, FLOOR_PATIENCE);
    throughput.rested(began, System.nanoTime());
    write(kind, reading, arm.gate().counts());
    arm.remember(live(reading), round);
    judgeHealth(reading);
  }

  private void judgeHealth(ArmReading reading) {
    if (arm.decided()) {
      return;
    }
    long ended = arm.gate().counts().ended();
    Optional<Double> live = live(reading).map(MemorySample::value);
    lastHeld = reading.samples().isEmpty() ? lastHeld : held(reading);
    if (reading.targetGone()) {
      died(reading, ended);
    } else if (arm.gate().ranOutOfMemory().isPresent()) {
      crash(
          "the target ran out of memory in round "
              + round
              + " after "
              + ended
              + " requests: it answered "
              + arm.gate().ranOutOfMemory().get()
              + ", and its process lives on");
    } else if (arm.gate().tripped().isPresent()) {
      String what = arm.gate().tripped().orElse("");
      if (lastHeld > EXHAUSTED * limit()) {
        outOfMemory(lastHeld, ended, what);
      } else {
        giveUp(what + ", so the traffic was stopped after " + ended + " requests");
      }
    } else if (live.isPresent() && live.get() > FULL * limit()) {
      event(
          Events.NOTE,
          "stopped in round " + round + ", with the floor at 90% of the limit, before it dies");
      arm.decide();
    }
    long failed = arm.gate().counts().failed() - failedBeforeRound;
    if (failed > 0 && !crashed && !arm.gate().lastFailure().equals(failureSaid)) {
      failureSaid = arm.gate().lastFailure();
      event(
          Events.NOTE,
          "requests failed from round " + round + " on, the last with: " + failureSaid);
    }
  }

  private void died(ArmReading reading, long ended) {
    String why =
        Stream.of(LaunchProbe.NAME, "jvm", "process")
            .flatMap(probe -> Optional.ofNullable(reading.missed().get(probe)).stream())
            .findFirst()
            .or(() -> reading.missed().values().stream().findFirst())
            .orElse("it is gone");
    String what = why.endsWith("lives on") ? "ran out of memory" : "died";
    crash("the target " + what + " in round " + round + " after " + ended + " requests: " + why);
  }

  private void outOfMemory(double held, long ended, String what) {
    crash(
        "the target ran out of memory in round "
            + round
            + " after "
            + ended
            + " requests: it holds "
            + ByteSize.format(held)
            + " after a collection, and "
            + what);
  }

  private double limit() {
    return identity.limit().map(limit -> (double) limit.size().bytes()).orElse(Double.MAX_VALUE);
  }

  /** The heap that a collection left occupied, torn regions and all: it is what runs out. */
  private static double held(ArmReading reading) {
    return Stream.concat(
            live(reading).stream(), Optional.ofNullable(reading.samples().get(USED)).stream())
        .mapToDouble(MemorySample::value)
        .max()
        .orElse(0);
  }

  /**
   * Reads the live set while requests are in flight: what each of them holds.
   *
   * @param most how many requests may be sent for that
   */
  void pressure(long most) throws InterruptedException {
    background.resume();
    event(Events.GATE_OPEN, "pressure: reading under load");
    arm.gate().open(Math.min(most, requestsLeft()));
    long until = System.nanoTime() + PRESSURE_PATIENCE.toNanos();
    for (int i = 0; i < PRESSURE_READINGS && System.nanoTime() < until; i++) {
      Thread.sleep(SETTLE.toMillis());
      ArmReading reading = sampler.read(Depth.FLOOR, FLOOR_PATIENCE);
      RequestCounts counts = arm.gate().counts();
      write(Tick.Kind.PRESSURE, reading, counts);
      if (reading.targetGone()) {
        judgeHealth(reading);
        break;
      }
      if (counts.inFlight() == 0) {
        break;
      }
    }
    arm.gate().close();
    arm.gate().awaitDrained(STALL);
    background.pause();
    event(Events.GATE_CLOSED, "");
    write(Tick.Kind.LOAD, sampler.read(Depth.LIGHT, BackgroundSampler.PERIOD), arm.gate().counts());
  }

  /** Reads memory while so many streams are open and read no further. */
  void hold(long streams) throws InterruptedException {
    event(Events.GATE_OPEN, streams + " streams held open");
    arm.gate().open(Opening.held(streams));
    if (arm.gate().awaitHeld(streams, PRESSURE_PATIENCE) > 0) {
      ArmReading reading = sampler.read(Depth.FLOOR, FLOOR_PATIENCE);
      write(Tick.Kind.PRESSURE, reading, arm.gate().counts());
    }
    arm.gate().close();
    arm.gate().awaitDrained(STALL);
    event(Events.GATE_CLOSED, "");
  }

  /** Sends some more requests, which are counted, but of which no floor is read. */
  void drive(String why, Opening asked) throws InterruptedException {
    event(Events.GATE_OPEN, why);
    arm.gate().open(asked.atMost(requestsLeft()));
    arm.gate().awaitDrained(STALL);
    arm.gate().close();
    event(Events.GATE_CLOSED, "");
    write(Tick.Kind.LOAD, sampler.read(Depth.LIGHT, BackgroundSampler.PERIOD), arm.gate().counts());
  }

  /** Has the target collect, and writes nothing down. */
  void collect() {
    sampler.read(Depth.FLOOR, FLOOR_PATIENCE);
  }

  /** Drives the target on until it dies, or so many requests were sent. */
  void letItDie(long most) throws InterruptedException {
    event(Events.LET_IT_DIE, most + " requests at most");
    LetItDie.End end = new LetItDie(arm.gate(), identity.pid()).drive(most);
    arm.gate().close();
    DeathNote note = new DeathNote(end.completed(), end.seconds(), end.words());
    event(end.died() ? Events.DIED : Events.OUTLIVED, note.text());
  }

  private void write(Tick.Kind kind, ArmReading reading, RequestCounts counts) {
    ledger.append(
        new Tick(
            arm.name(),
            kind,
            segment,
            round,
            reading.nanos(),
            reading.at(),
            counts,
            reading.samples(),
            reading.missed(),
            reading.classes(),
            arm.gate().sentByRoute()));
  }

  void event(String word, String detail) {
    ledger.append(
        new RunEvent(
            arm.name(), word, detail, clocks.monotonic().nanos(), clocks.wall().instant()));
  }

  private void crash(String detail) {
    crashed = true;
    event(Events.CRASHED, detail);
    arm.decide();
  }

  private void giveUp(String detail) {
    event(Events.WITHDRAWN, detail);
    arm.decide();
  }

  double requestsPerSecond() {
    return throughput.requestsPerSecond(arm.gate().counts().ended(), arm.gate().users());
  }

  /** Of the last round where that is more: the first, small ones are slow. */
  double latelyPerSecond() {
    return throughput.latelyPerSecond(arm.gate().counts().ended(), arm.gate().users());
  }

  /** Whether so much growth leaves room under the limit; it does where none is known. */
  boolean fits(double slope, long requests, double floor) {
    return identity()
        .limit()
        .map(limit -> RoundSize.fits(slope, requests, floor, limit.size()))
        .orElse(true);
  }

  double floorSeconds() {
    return throughput.floorSeconds();
  }

  private static Optional<MemorySample> live(ArmReading reading) {
    Map<String, MemorySample> samples = reading.samples();
    return samples.values().stream().filter(s -> s.kind() == MetricKind.LIVE_SET).findFirst();
  }

  @Override
  public void close() {
    arm.gate().end();
    background.close();
    sampler.close();
  }
}
