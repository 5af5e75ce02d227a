package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.RunVerdict.Gate;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.model.Verdict.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RunAnalysisTest {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final int PER_ROUND = 20;
  private static final double BASE = 10e6;

  /** One arm whose live set is a function of requests, with a little noise. */
  private static final class Story {
    private final String name;
    private final List<Tick> ticks = new ArrayList<>();
    private final List<RunEvent> events = new ArrayList<>();
    private final Random random = new Random(3);
    private Optional<Kind> expected = Optional.empty();
    private long ended;
    private int round;

    Story(String name) {
      this.name = name;
    }

    Story expecting(Kind kind) {
      expected = Optional.of(kind);
      return this;
    }

    Story rounds(int segment, int rounds, int perRound, DoubleUnaryOperator live) {
      return rounds(segment, rounds, perRound, live, requests -> 0, Map.of());
    }

    Story rounds(
        int segment,
        int rounds,
        int perRound,
        DoubleUnaryOperator live,
        DoubleUnaryOperator logs,
        Map<String, String> missed) {
      for (int i = 0; i < rounds; i++) {
        if (!ticks.isEmpty()) {
          ended += perRound;
          round++;
        }
        event(Events.GATE_OPEN, "");
        event(Events.GATE_CLOSED, "");
        TreeMap<String, MemorySample> samples = new TreeMap<>();
        if (!missed.containsKey("jvm")) {
          put(
              samples,
              "jvm.memory.live",
              MetricKind.LIVE_SET,
              live.applyAsDouble((double) ended) + random.nextGaussian() * 500);
        }
        put(samples, "jvm.thread.count", MetricKind.THREADS, 40);
        put(samples, "jvm.memory.used", MetricKind.SHOWN, 2e7 + random.nextInt(1_000_000));
        samples.put(
            "stats/totalLogs",
            new MemorySample(
                "stats/totalLogs",
                MetricKind.BOUNDED,
                Unit.COUNT,
                logs.applyAsDouble((double) ended),
                GcState.UNKNOWN,
                OptionalDouble.of(5_000)));
        ticks.add(tick(Tick.Kind.FLOOR, segment, samples, missed, 0));
      }
      return this;
    }

    Story pressure(long inFlight, double live) {
      TreeMap<String, MemorySample> samples = new TreeMap<>();
      put(samples, "jvm.memory.live", MetricKind.LIVE_SET, live);
      ticks.add(tick(Tick.Kind.PRESSURE, 1, samples, Map.of(), inFlight));
      return this;
    }

    Story event(String word, String detail) {
      long nanos = round * 1_000_000_000L + (word.equals(Events.GATE_CLOSED) ? 500_000_000L : 0);
      events.add(new RunEvent(name, word, detail, nanos, START));
      return this;
    }

    private static void put(
        Map<String, MemorySample> into, String metric, MetricKind kind, double value) {
      Unit unit = kind == MetricKind.THREADS ? Unit.COUNT : Unit.BYTES;
      into.put(metric, new MemorySample(metric, kind, unit, value, GcState.AFTER_FULL_GC));
    }

    private Tick tick(
        Tick.Kind kind,
        int segment,
        SortedMap<String, MemorySample> samples,
        Map<String, String> missed,
        long inFlight) {
      return new Tick(
          name,
          kind,
          segment,
          round,
          round * 1_000_000_000L,
          START.plusSeconds(round),
          new RequestCounts(ended, 0, inFlight),
          samples,
          new TreeMap<>(missed),
          Map.of("com.example.Kept", new ClassCount(100 + ended, 3200 + 32 * ended)));
    }

    TargetIdentity identity() {
      return new TargetIdentity(
          name,
          "http://127.0.0.1:1",
          OptionalLong.of(1),
          "VM",
          List.of(),
          Optional.of(START),
          Optional.of(new Limit(ByteSize.ofMebibytes(128), "-Xmx")),
          expected);
    }
  }

  private static RunVerdict judge(Story... stories) {
    List<Tick> ticks = new ArrayList<>();
    List<RunEvent> events = new ArrayList<>();
    List<TargetIdentity> targets = new ArrayList<>();
    for (Story story : stories) {
      ticks.addAll(story.ticks);
      events.addAll(story.events);
      targets.add(story.identity());
    }
    Plan plan =
        new Plan(
            new ByteSize(100),
            Allowance.DEFAULT.withBytes(ByteSize.ofMebibytes(4)),
            Duration.ofMinutes(5),
            8,
            List.of("concurrent"));
    RunManifest manifest =
        new RunManifest(1, "run", START, "0", Optional.empty(), "S", 1, plan, targets);
    return new RunAnalysis(false)
        .judge(new RunRecord(manifest, ticks, events, Map.of(), List.of()));
  }

  private static TargetVerdict only(RunVerdict verdict) {
    return verdict.targets().get(0);
  }

  private static Story leaking(String name) {
    return new Story(name).rounds(0, 17, PER_ROUND, x -> BASE + 80_000 * x);
  }

  private static Story flat(String name) {
    return new Story(name).rounds(0, 25, PER_ROUND, x -> BASE).rounds(1, 54, 100, x -> BASE);
  }

  @Test
  void aSteepLeakIsConvictedAtTheFirstLookWithItsSlopeSuspectAndProjection() {
    RunVerdict run = judge(leaking("a"));
    TargetVerdict target = only(run);
    assertThat(target.verdict().kind()).isEqualTo(Kind.LEAK);
    assertThat(run.gate()).isEqualTo(Gate.FAIL);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(target.primary().orElseThrow().slope().orElseThrow().interval().contains(80_000))
        .isTrue();
    assertThat(target.suspects().get(0).name()).isEqualTo("com.example.Kept");
    assertThat(target.suspects().get(0).perRequest()).isEqualTo(1.0);
    double room = 128 * 1048576.0 - (BASE + 80_000 * 320);
    assertThat(target.requestsToLimit().orElseThrow().high())
        .isBetween(room / 80_000 - 15, room / 80_000 + 15);
    double inFlight = 8 * 4;
    assertThat(target.requestsToLimit().orElseThrow().low())
        .isBetween(room / 80_000 - inFlight - 15, room / 80_000 - inFlight + 15);
    assertThat(target.requestsPerSecond()).isBetween(37.0, 38.0);
    assertThat(target.secondsToLimit()).isPresent();
  }

  @Test
  void aFlatTargetIsAPlateauOnlyOnceFiftyFourRoundsShowIt() {
    assertThat(only(judge(flat("a"))).verdict().kind()).isEqualTo(Kind.PLATEAU);
    Story shorter =
        new Story("a").rounds(0, 25, PER_ROUND, x -> BASE).rounds(1, 36, 100, x -> BASE);
    RunVerdict early = judge(shorter);
    assertThat(early.verdict()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(early.exit()).isEqualTo(3);
  }

  @Test
  void growthWithinTheAllowanceWarnsAndStrictFails() {
    Story slow =
        new Story("a")
            .rounds(0, 25, PER_ROUND, x -> BASE + 300 * x)
            .rounds(1, 54, 100, x -> BASE + 300 * x);
    RunVerdict run = judge(slow);
    assertThat(run.verdict()).isEqualTo(Kind.GROWING);
    assertThat(run.gate()).isEqualTo(Gate.WARN);
    assertThat(run.exit()).isZero();
    RunVerdict strict = new RunAnalysis(true).of(run.targets());
    assertThat(strict.gate()).isEqualTo(Gate.FAIL);
    assertThat(strict.exit()).isEqualTo(1);
  }

  @Test
  void growthThatAPublishedBoundExplainsIsFilling() {
    DoubleUnaryOperator logs = x -> Math.min(5_000, x / 2);
    Story filling =
        new Story("a").rounds(1, 60, 100, x -> BASE + 400 * logs.applyAsDouble(x), logs, Map.of());
    RunVerdict run = judge(filling);
    assertThat(run.verdict()).isEqualTo(Kind.FILLING);
    assertThat(((Verdict.Filling) only(run).verdict()).requestsToFull()).isBetween(3_900L, 4_400L);
    assertThat(run.exit()).isZero();
  }

  @Test
  void aCrashNamesTheLastFloorAndOutranksEverything() {
    Story crashed =
        leaking("a").event(Events.CRASHED, "the target died in round 17 after 320 requests");
    RunVerdict run = judge(crashed, flat("b"));
    assertThat(run.verdict()).isEqualTo(Kind.CRASHED);
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.targets().get(0).verdict().reason())
        .contains("after 320 requests")
        .contains("the last floor was 3");
    assertThat(run.targets().get(0).requestsToLimit()).isPresent();
  }

  @Test
  void evidenceThatWasWithdrawnIsInconclusiveButALeakStays() {
    assertThat(only(judge(flat("a").event(Events.WITHDRAWN, "requests hang"))).verdict())
        .isEqualTo(new Verdict.Inconclusive("requests hang"));
    assertThat(only(judge(leaking("a").event(Events.WITHDRAWN, "requests hang"))).verdict().kind())
        .isEqualTo(Kind.LEAK);
  }

  @Test
  void aBrokenProbeIsNeverGreen() {
    Story blind =
        new Story("a")
            .rounds(1, 40, 100, x -> BASE)
            .rounds(1, 30, 100, x -> BASE, x -> 0, Map.of("jvm", "did not answer"));
    RunVerdict run = judge(blind);
    assertThat(run.verdict()).isEqualTo(Kind.INCONCLUSIVE);
    assertThat(run.exit()).isEqualTo(3);
    assertThat(only(run).notes()).anyMatch(note -> note.contains("30 readings missing"));
  }

  @Test
  void noRoundsAtAllAreInconclusiveNotAnError() {
    assertThat(judge(new Story("a")).verdict()).isEqualTo(Kind.INCONCLUSIVE);
  }

  @Test
  void declaredVerdictsDecideTheGateOfADemo() {
    RunVerdict met =
        judge(leaking("leaky").expecting(Kind.LEAK), flat("fixed").expecting(Kind.PLATEAU));
    assertThat(met.gate()).isEqualTo(Gate.PASS);
    assertThat(met.exit()).isZero();
    RunVerdict missed =
        judge(flat("leaky").expecting(Kind.LEAK), flat("fixed").expecting(Kind.PLATEAU));
    assertThat(missed.gate()).isEqualTo(Gate.FAIL);
    assertThat(missed.exit()).isEqualTo(1);
    assertThat(missed.reason()).contains("leaky is PLATEAU but LEAK was expected");
  }

  @Test
  void whatRequestsHoldInFlightSaysHowManyAreSafe() {
    Story story = flat("a");
    for (int i = 0; i < 5; i++) {
      story.pressure(8, BASE + 8 * 1_000_000 + i);
    }
    TargetVerdict target = only(judge(story));
    assertThat(target.perInFlight().orElseThrow().perRequest()).isBetween(0.99e6, 1.01e6);
    long room = (long) (0.8 * 128 * 1048576 - BASE) / 1_000_000;
    assertThat(target.safeInFlight().orElseThrow()).isBetween(room - 2, room + 2);
  }

  @Test
  void moreUsersThanAreSafeAreWarnedOf() {
    Story story = flat("a");
    for (int i = 0; i < 5; i++) {
      story.pressure(4, BASE + 4 * 30e6 + i);
    }
    assertThat(only(judge(story)).notes()).anyMatch(note -> note.startsWith("only 3 requests"));
  }

  @Test
  void countersAreNotJudged() {
    assertThat(only(judge(flat("a"))).series()).noneMatch(s -> s.kind() == MetricKind.SHOWN);
  }
}
