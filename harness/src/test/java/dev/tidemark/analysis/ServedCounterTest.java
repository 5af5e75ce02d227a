package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ServedCounterTest {
  private final List<Tick> ticks = new ArrayList<>();

  private ServedCounterTest floor(RequestCounts counts, String name, double value) {
    return floor(Tick.Kind.FLOOR, counts, name, value);
  }

  private ServedCounterTest floor(Tick.Kind kind, RequestCounts counts, String name, double value) {
    MemorySample sample =
        new MemorySample(
            name, MetricKind.SHOWN, Unit.COUNT, value, GcState.UNKNOWN, OptionalDouble.empty());
    int round = ticks.size();
    ticks.add(
        new Tick(
            "a",
            kind,
            0,
            round,
            round,
            Instant.EPOCH,
            counts,
            new TreeMap<>(Map.of(name, sample)),
            new TreeMap<>(),
            Map.of()));
    return this;
  }

  /** Rounds of 20 answered requests, and as many served. */
  private ServedCounterTest agreeing(String name, int rounds) {
    for (int i = 0; i < rounds; i++) {
      floor(new RequestCounts(20L * i, 0, 0), name, 7 + 20.0 * i);
    }
    return this;
  }

  private ServedCounter found() {
    return ServedCounter.of(ticks).orElseThrow();
  }

  @Test
  void aCounterIsRecognisedByItsNameAndItsAgreement() {
    agreeing("stats/requestsServed", 6);
    assertThat(found().agrees()).isTrue();
    assertThat(found().words())
        .isEqualTo("stats/requestsServed counted 100 requests, the injector 100: they agree");
    ticks.clear();
    agreeing("stats/uptimeSeconds", 6);
    assertThat(ServedCounter.of(ticks)).isEmpty();
  }

  @Test
  void aCounterThatCountsOtherThingsFromTheStartIsNone() {
    for (int i = 0; i < 6; i++) {
      floor(new RequestCounts(20L * i, 0, 0), "stats/totalRequests", 21.0 * i);
    }
    assertThat(ServedCounter.of(ticks)).isEmpty();
  }

  @Test
  void aCounterMayLeaveOutWhatItRefusedAndCountWhatFailedBehindIt() {
    String name = "stats/requests_total";
    agreeing(name, 6)
        .floor(Tick.Kind.ERROR, new RequestCounts(100, 20, 0), name, 107)
        .floor(Tick.Kind.ERROR, new RequestCounts(100, 40, 0), name, 107)
        .floor(Tick.Kind.UPSTREAM, new RequestCounts(100, 60, 0), name, 127)
        .floor(Tick.Kind.UPSTREAM, new RequestCounts(100, 80, 0), name, 147);
    assertThat(found().agrees()).as(found().words()).isTrue();
  }

  @Test
  void requestsSentAgainBehindTheInjectorsBackAreNoticed() {
    agreeing("stats/requests_total", 6)
        .floor(new RequestCounts(120, 0, 0), "stats/requests_total", 7 + 121)
        .floor(new RequestCounts(140, 0, 0), "stats/requests_total", 7 + 141);
    assertThat(found().agrees()).isFalse();
    assertThat(found().disagreeing()).isEqualTo(2);
    assertThat(found().words()).contains("counted 141 requests, the injector 140");
  }

  @Test
  void aRequestTooFewIsNoticed() {
    agreeing("stats/requestsServed", 6)
        .floor(new RequestCounts(120, 0, 0), "stats/requestsServed", 7 + 119);
    assertThat(found().agrees()).isFalse();
  }

  @Test
  void whatCannotBeKnownExplainsTheDifferenceUpToItsNumber() {
    agreeing("stats/requestsServed", 6)
        .floor(new RequestCounts(117, 0, 0, 3, 0), "stats/requestsServed", 7 + 118);
    assertThat(found().agrees()).isTrue();
    floor(new RequestCounts(137, 0, 0, 3, 0), "stats/requestsServed", 7 + 141);
    assertThat(found().agrees()).isFalse();
  }

  @Test
  void whetherRefusedAndAbortedRequestsAreCountedIsFoundOut() {
    agreeing("stats/served", 6)
        .floor(new RequestCounts(110, 10, 0, 0, 0), "stats/served", 7 + 110)
        .floor(new RequestCounts(120, 10, 10, 0, 0), "stats/served", 7 + 130);
    assertThat(found().agrees()).isTrue();
  }

  @Test
  void oneFloorThatWasReadTooSoonIsForgiven() {
    agreeing("stats/requestsServed", 6)
        .floor(new RequestCounts(120, 0, 0), "stats/requestsServed", 7 + 119)
        .floor(new RequestCounts(140, 0, 0), "stats/requestsServed", 7 + 140);
    assertThat(found().agrees()).isTrue();
  }
}
