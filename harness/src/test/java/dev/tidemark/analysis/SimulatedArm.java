package dev.tidemark.analysis;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** One arm whose memory is a function of what it served and of time, with noise about it. */
final class SimulatedArm {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final double BASE = 20e6;
  private static final int USERS = 8;

  /** What the target went through so far; {@code keys} counts different prompts. */
  record State(
      double concurrent,
      double sequential,
      double failed,
      double seconds,
      double keys,
      double inFlight) {
    double requests() {
      return concurrent + sequential + failed;
    }
  }

  private final ToDoubleFunction<State> memory;
  private final double deviation;
  private final double correlation;
  private final Random random;
  private final List<Tick> ticks = new ArrayList<>();
  private final Map<String, ToDoubleFunction<State>> classes = new HashMap<>();
  private Optional<ToDoubleFunction<State>> count = Optional.empty();
  private double bound;
  private State state = new State(0, 0, 0, 0, 0, 0);
  private double requestsPerSecond = 500;
  private double failing;
  private int failingEvery;
  private double jitter = 0.05;
  private double wander;
  private int round;
  private double clock;
  private String name = "arm";
  private Optional<Limit> limit = Optional.empty();

  SimulatedArm(double deviation, double correlation, long seed, ToDoubleFunction<State> memory) {
    this.deviation = deviation;
    this.correlation = correlation;
    this.random = new Random(seed);
    this.memory = memory;
    this.wander = random.nextGaussian() * deviation;
  }

  SimulatedArm named(String other) {
    name = other;
    return this;
  }

  /** Begins so many seconds after the clock did; the memory does not know. */
  SimulatedArm after(double seconds) {
    clock = seconds;
    return this;
  }

  SimulatedArm limitedTo(ByteSize most) {
    limit = Optional.of(new Limit(most, "-Xmx"));
    return this;
  }

  String name() {
    return name;
  }

  SimulatedArm failing(double share) {
    failing = share;
    return this;
  }

  /** Fails the same share of every round. */
  SimulatedArm failingEvery(int requests) {
    failingEvery = requests;
    return this;
  }

  /** Takes nearly the same time for the same load. */
  SimulatedArm steady() {
    jitter = 0.002;
    return this;
  }

  SimulatedArm holding(String type, ToDoubleFunction<State> instances) {
    classes.put(type, instances);
    return this;
  }

  SimulatedArm publishing(double most, ToDoubleFunction<State> entries) {
    bound = most;
    count = Optional.of(entries);
    return this;
  }

  SimulatedArm sending(double perSecond) {
    requestsPerSecond = perSecond;
    return this;
  }

  SimulatedArm rounds(int rounds, int requests) {
    if (ticks.isEmpty()) {
      read(Tick.Kind.FLOOR, 1);
    }
    for (int i = 0; i < rounds; i++) {
      send(requests, false, true, requestsPerSecond);
      read(Tick.Kind.FLOOR, 1);
    }
    return this;
  }

  SimulatedArm idle(int floors, double secondsEach) {
    for (int i = 0; i < floors; i++) {
      pass(secondsEach);
      read(Tick.Kind.IDLE, 2);
    }
    return this;
  }

  SimulatedArm sameKeys(int rounds, int requests) {
    for (int i = 0; i < rounds; i++) {
      send(requests, false, false, requestsPerSecond);
      read(Tick.Kind.SAME_KEYS, 2);
    }
    return this;
  }

  SimulatedArm sequential(int rounds, int requests) {
    for (int i = 0; i < rounds; i++) {
      send(requests, true, true, requestsPerSecond / USERS);
      read(Tick.Kind.SEQUENTIAL, 2);
    }
    return this;
  }

  SimulatedArm repeat(int requests) {
    for (int level = 0; level < 2; level++) {
      for (int i = 0; i < 6; i++) {
        pass(0.5);
        read(Tick.Kind.REPEAT, 2);
      }
      if (level == 0) {
        send(requests, false, true, requestsPerSecond);
      }
    }
    return this;
  }

  SimulatedArm underLoad(int readings, int inFlight) {
    for (int i = 0; i < readings; i++) {
      send(20, false, true, requestsPerSecond);
      state = inFlight(inFlight);
      read(Tick.Kind.PRESSURE, 1);
      state = inFlight(0);
    }
    return this;
  }

  private State inFlight(int requests) {
    return new State(
        state.concurrent(),
        state.sequential(),
        state.failed(),
        state.seconds(),
        state.keys(),
        requests);
  }

  private void send(int requests, boolean alone, boolean fresh, double rate) {
    int failed = 0;
    for (int i = 0; i < requests && failing > 0; i++) {
      failed += random.nextDouble() < failing ? 1 : 0;
    }
    failed += failingEvery > 0 ? requests / failingEvery : 0;
    int answered = requests - failed;
    state =
        new State(
            state.concurrent() + (alone ? 0 : answered),
            state.sequential() + (alone ? answered : 0),
            state.failed() + failed,
            state.seconds() + requests / rate * (1 + jitter * random.nextDouble()),
            state.keys() + (fresh ? requests : 0),
            0);
  }

  private void pass(double seconds) {
    state =
        new State(
            state.concurrent(),
            state.sequential(),
            state.failed(),
            state.seconds() + seconds,
            state.keys(),
            state.inFlight());
  }

  private void read(Tick.Kind kind, int segment) {
    pass(0.15 + jitter / 2 * random.nextDouble());
    wander =
        correlation * wander
            + Math.sqrt(1 - correlation * correlation) * deviation * random.nextGaussian();
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        "jvm.memory.live",
        new MemorySample(
            "jvm.memory.live",
            MetricKind.LIVE_SET,
            Unit.BYTES,
            BASE + memory.applyAsDouble(state) + wander,
            GcState.AFTER_FULL_GC));
    count.ifPresent(
        entries ->
            samples.put(
                "stats/entries",
                new MemorySample(
                    "stats/entries",
                    MetricKind.BOUNDED,
                    Unit.COUNT,
                    Math.min(bound, entries.applyAsDouble(state)),
                    GcState.UNKNOWN,
                    OptionalDouble.of(bound))));
    Map<String, ClassCount> counts = new HashMap<>();
    classes.forEach(
        (type, instances) -> {
          long held = Math.round(instances.applyAsDouble(state));
          counts.put(type, new ClassCount(100 + held, 32 * (100 + held)));
        });
    ticks.add(
        new Tick(
            name,
            kind,
            segment,
            round++,
            (long) ((clock + state.seconds()) * 1e9),
            START,
            new RequestCounts(
                (long) (state.concurrent() + state.sequential()),
                (long) state.failed(),
                (long) state.inFlight()),
            samples,
            new TreeMap<>(),
            counts));
  }

  List<Tick> ticks() {
    return ticks;
  }

  static Plan plan(ByteSize allowance) {
    return new Plan(
        new ByteSize(100),
        Allowance.DEFAULT.withBytes(allowance),
        Duration.ofMinutes(5),
        USERS,
        List.of("concurrent"));
  }

  /** The verdict with 16 MiB allowed. */
  TargetVerdict judged() {
    return judged(ByteSize.ofMebibytes(16));
  }

  TargetVerdict judged(ByteSize allowance) {
    return new ArmAnalyst(plan(allowance), 1).judge(identity(name, limit), ticks, List.of());
  }

  /** The verdict on a run of several arms. */
  static RunVerdict judgedTogether(ByteSize allowance, SimulatedArm... arms) {
    List<Tick> all = new ArrayList<>();
    List<TargetIdentity> targets = new ArrayList<>();
    for (SimulatedArm arm : arms) {
      all.addAll(arm.ticks);
      targets.add(identity(arm.name, arm.limit));
    }
    RunManifest manifest =
        new RunManifest(1, "run", START, "0", Optional.empty(), "S", 1, plan(allowance), targets);
    return new RunAnalysis(false)
        .judge(new RunRecord(manifest, all, List.of(), Map.of(), List.of()));
  }

  static TargetIdentity identity(String name) {
    return identity(name, Optional.empty());
  }

  private static TargetIdentity identity(String name, Optional<Limit> limit) {
    return new TargetIdentity(
        name,
        "http://127.0.0.1:1",
        OptionalLong.of(1),
        "VM",
        List.of(),
        Optional.of(START),
        limit,
        Optional.empty());
  }
}
