package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Death;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RecommendedLimit;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutlookTest {
  private static final double MIB = 1 << 20;
  private static final int ROUNDS = 20;
  private static final int PER_ROUND = 20;
  private static final Verdict LEAK = new Verdict.Leak("it grows");
  private static final Verdict FLAT = new Verdict.Plateau("it does not", 100);

  private final List<Tick> ticks = new ArrayList<>();
  private Limit limit = new Limit(ByteSize.ofMebibytes(100), "-Xmx");
  private OptionalDouble atRate = OptionalDouble.empty();
  private Rates rates = Rates.NONE;

  /** Rounds from 10 MiB on: one in two seconds, at 20 requests a second while the gate is open. */
  private void rounds(double livePerRequest, double usedPerRequest) {
    for (int i = 0; i <= ROUNDS; i++) {
      long ended = (long) i * PER_ROUND;
      tick(
          Tick.Kind.FLOOR,
          i,
          new RequestCounts(ended, 0, 0),
          10 * MIB + livePerRequest * ended,
          11 * MIB + usedPerRequest * ended + (i % 2) * 1e4);
    }
  }

  private void pressure(int inFlight, double live) {
    for (int i = 0; i < 4; i++) {
      long ended = (long) ROUNDS * PER_ROUND;
      tick(Tick.Kind.PRESSURE, ROUNDS, new RequestCounts(ended, 0, inFlight), live, live);
    }
  }

  private void tick(Tick.Kind kind, int round, RequestCounts counts, double live, double used) {
    TreeMap<String, MemorySample> samples = new TreeMap<>();
    samples.put("jvm.memory.live", sample("jvm.memory.live", MetricKind.LIVE_SET, live));
    samples.put("jvm.memory.used", sample("jvm.memory.used", MetricKind.SHOWN, used));
    ticks.add(
        new Tick(
            "a",
            kind,
            0,
            round,
            round * 2_000_000_000L,
            Instant.EPOCH,
            counts,
            samples,
            new TreeMap<>(),
            Map.of()));
  }

  private static MemorySample sample(String name, MetricKind kind, double value) {
    return new MemorySample(name, kind, Unit.BYTES, value, GcState.AFTER_FULL_GC);
  }

  private Outlook outlook(Verdict verdict, Optional<SlopeEstimate> slope) {
    Plan plan =
        new Plan(
            new ByteSize(100), Allowance.DEFAULT, Duration.ofMinutes(5), 8, List.of("x"), atRate);
    List<RunEvent> events = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      events.add(new RunEvent("a", Events.GATE_OPEN, "", i * 2_000_000_000L, Instant.EPOCH));
      events.add(
          new RunEvent(
              "a", Events.GATE_CLOSED, "", i * 2_000_000_000L + 1_000_000_000L, Instant.EPOCH));
    }
    return Outlook.of(
        new Outlook.Facts(
            plan,
            Optional.of(limit),
            ticks,
            FloorSeries.lastSegmentOf(ticks),
            verdict,
            slope,
            rates,
            LoadTime.of(ticks, events),
            Pressure.of(ticks, slope.map(SlopeEstimate::perRequest).orElse(0.0)),
            DeathNote.in(events, ticks)));
  }

  private static Optional<SlopeEstimate> slope(double low, double value, double high) {
    return Optional.of(new SlopeEstimate(value, new ConfidenceInterval(low, high, 0.95)));
  }

  @Test
  void timesAreToldAtTheMeasuredRateOrAtTheOneAskedFor() {
    rounds(10_000, 10_000);
    Range requests = outlook(LEAK, slope(9_000, 10_000, 11_000)).requestsToLimit().orElseThrow();
    Range measured = outlook(LEAK, slope(9_000, 10_000, 11_000)).secondsToLimit().orElseThrow();
    assertThat(measured.high()).isCloseTo(requests.high() / PER_ROUND, within(1e-6));
    atRate = OptionalDouble.of(200);
    Outlook asked = outlook(LEAK, slope(9_000, 10_000, 11_000));
    assertThat(asked.requestsToLimit()).contains(requests);
    assertThat(asked.secondsToLimit().orElseThrow().low())
        .isCloseTo(requests.low() / 200, within(1e-6));
    assertThat(asked.sizing().timesAtRate()).hasValue(200);
    assertThat(asked.sizing().growthPerHour().orElseThrow().perRequest())
        .isCloseTo(10_000 * 200 * 3_600.0, within(1.0));
  }

  /** 400 requests in 20 s of rounds; readings under load take four times as long for as many. */
  @Test
  void readingsUnderLoadDoNotSlowTheMeasuredRate() {
    rounds(10_000, 10_000);
    long ended = (long) ROUNDS * PER_ROUND;
    tick(Tick.Kind.PRESSURE, 99, new RequestCounts(2 * ended, 0, 8), 1e7, 1e7);
    List<RunEvent> events = new ArrayList<>();
    events.add(new RunEvent("a", Events.GATE_OPEN, "", 0, Instant.EPOCH));
    events.add(new RunEvent("a", Events.GATE_CLOSED, "", 20_000_000_000L, Instant.EPOCH));
    events.add(new RunEvent("a", Events.GATE_OPEN, "", 41_000_000_000L, Instant.EPOCH));
    events.add(new RunEvent("a", Events.GATE_CLOSED, "", 121_000_000_000L, Instant.EPOCH));
    LoadTime load = LoadTime.of(ticks, events);
    assertThat(load.requestsPerSecond()).isEqualTo(PER_ROUND);
    assertThat(load.requestsPerSecondOverall()).isEqualTo(ended / 40.0);
  }

  @Test
  void restartsComeAsOftenAsTheRoomFromTheFirstFloorLasts() {
    rounds(10_000, 10_000);
    atRate = OptionalDouble.of(1);
    Range period =
        outlook(LEAK, slope(9_000, 10_000, 11_000)).sizing().secondsBetweenRestarts().orElseThrow();
    double most = 90 * MIB;
    assertThat(period.high()).isCloseTo(most / 9_000, within(1.0));
    double inFlight = 8 * 4 * 10_000;
    assertThat(period.low()).isCloseTo((most - inFlight) / 11_000, within(1.0));
  }

  /** 10,000 bytes a second by time alone: at ten times the rate the growth is not ten times. */
  @Test
  void whatGrowsWithTimeDoesSoAtEveryRate() {
    rounds(1_000, 1_000);
    rates =
        new Rates(
            Optional.empty(),
            Optional.of(new SlopeEstimate(10_000, new ConfidenceInterval(9_990, 10_010, 0.95))),
            Optional.empty(),
            Map.of());
    Optional<SlopeEstimate> all = slope(999, 1_000, 1_001);
    double slow = outlook(LEAK, all).sizing().growthPerHour().orElseThrow().perRequest();
    atRate = OptionalDouble.of(200);
    double fast = outlook(LEAK, all).sizing().growthPerHour().orElseThrow().perRequest();
    assertThat(slow).isCloseTo(10_000 * 3_600.0, within(1_000.0));
    assertThat(fast).isCloseTo(slow, within(1_000.0));
  }

  @Test
  void whatLargeObjectsWasteOfTheirRegionsFillsTheHeapToo() {
    limit =
        new Limit(
            ByteSize.ofMebibytes(100),
            "-Xmx",
            dev.tidemark.model.UsableMemory.allOf(ByteSize.ofMebibytes(100)));
    rounds(10_000, 20_000);
    Range torn = outlook(LEAK, slope(9_999, 10_000, 10_001)).requestsToLimit().orElseThrow();
    ticks.clear();
    rounds(10_000, 10_000);
    Range whole = outlook(LEAK, slope(9_999, 10_000, 10_001)).requestsToLimit().orElseThrow();
    assertThat(torn.high()).isCloseTo(whole.high() / 2, within(whole.high() / 50));
  }

  @Test
  void whatDoesNotGrowGetsALimitThatKeepsItsPeakUnderFourFifths() {
    rounds(0, 0);
    pressure(4, 10 * MIB + 4 * 4 * MIB);
    Outlook outlook = outlook(FLAT, Optional.empty());
    RecommendedLimit enough = outlook.sizing().recommended().orElseThrow();
    assertThat(outlook.sizing().liveUnderLoad().orElseThrow())
        .isCloseTo(10 * MIB + 8 * 4 * MIB, within(1.0));
    assertThat(enough.size()).isEqualTo(ByteSize.ofMebibytes(64));
    assertThat(enough.rule()).contains("10.0 MiB held", "42.0 MiB peak", "8 in flight", "80%");
    assertThat(outlook.requestsToLimit()).isEmpty();
  }

  @Test
  void whatGrowsGetsNoLimitThatIsEnough() {
    rounds(10_000, 10_000);
    pressure(4, 30 * MIB);
    assertThat(outlook(LEAK, slope(9_000, 10_000, 11_000)).sizing().recommended()).isEmpty();
  }

  @Test
  void growthDuringTheReadingsUnderLoadIsNotWhatRequestsHold() {
    rounds(10_000, 10_000);
    double floor = 10 * MIB + 10_000.0 * ROUNDS * PER_ROUND;
    for (int i = 1; i <= 4; i++) {
      long ended = (long) ROUNDS * PER_ROUND + 100L * i;
      tick(
          Tick.Kind.PRESSURE,
          ROUNDS,
          new RequestCounts(ended, 0, 8),
          floor + 10_000 * 100.0 * i + 8 * 5_000,
          0);
    }
    assertThat(Pressure.of(ticks, 10_000).perInFlight().orElseThrow().perRequest())
        .isCloseTo(5_000, within(1.0));
  }

  @Test
  void aDeathIsReadBackFromTheLedger() {
    rounds(10_000, 10_000);
    DeathNote note = new DeathNote(1_234, 5.67, "its process ended");
    List<RunEvent> died = List.of(new RunEvent("a", Events.DIED, note.text(), 0, Instant.EPOCH));
    assertThat(DeathNote.in(died, ticks))
        .contains(new Death.Died(1_234 - ROUNDS * PER_ROUND, 5.67, "its process ended"));
    List<RunEvent> lives =
        List.of(new RunEvent("a", Events.OUTLIVED, note.text(), 0, Instant.EPOCH));
    assertThat(DeathNote.in(lives, ticks).orElseThrow()).isInstanceOf(Death.Outlived.class);
    assertThat(DeathNote.in(List.of(), ticks)).isEmpty();
  }
}
