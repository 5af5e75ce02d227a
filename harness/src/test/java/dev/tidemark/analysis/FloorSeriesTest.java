package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Series;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FloorSeriesTest {
  private static Tick floor(int segment, int round, SortedMap<String, MemorySample> samples) {
    return new Tick(
        "a",
        Tick.Kind.FLOOR,
        segment,
        round,
        round,
        Instant.EPOCH,
        new RequestCounts(10L * round, 0, 0),
        samples,
        new TreeMap<>(),
        Map.of());
  }

  private static SortedMap<String, MemorySample> samples(MemorySample... samples) {
    SortedMap<String, MemorySample> all = new TreeMap<>();
    for (MemorySample sample : samples) {
      all.put(sample.metric(), sample);
    }
    return all;
  }

  private static MemorySample live(double value) {
    return new MemorySample("live", MetricKind.LIVE_SET, Unit.BYTES, value, GcState.AFTER_FULL_GC);
  }

  private static MemorySample threads(double value) {
    return new MemorySample("threads", MetricKind.THREADS, Unit.COUNT, value, GcState.UNKNOWN);
  }

  @Test
  void aGapInOneMetricIsAGapInItsSeriesAlone() {
    List<Tick> floors = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      floors.add(
          floor(0, round, round == 7 ? samples(threads(3)) : samples(live(round), threads(3))));
    }
    List<Series> series = FloorSeries.lastSegmentOf(floors).all();
    assertThat(series).extracting(Series::name).containsExactly("live", "threads");
    assertThat(series.get(0).x()).hasSize(19).doesNotContain(70);
    assertThat(series.get(0).y()).doesNotContain(7);
    assertThat(series.get(1).x()).hasSize(20).contains(70);
  }

  @Test
  void aMetricWithTooFewFloorsIsLeftOut() {
    List<Tick> floors = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      floors.add(floor(0, round, round < 7 ? samples(live(1), threads(3)) : samples(live(round))));
    }
    assertThat(FloorSeries.lastSegmentOf(floors).all())
        .extracting(Series::name)
        .containsExactly("live");
  }

  @Test
  void aLaterSegmentBeginsOnTheFloorBeforeItOnceItIsLongEnough() {
    List<Tick> floors = new ArrayList<>();
    for (int round = 0; round < 40; round++) {
      floors.add(floor(round < 25 ? 0 : 1, round, samples(live(round))));
    }
    assertThat(FloorSeries.lastSegmentOf(floors).rounds()).isEqualTo(24);
    floors.add(floor(1, 40, samples(live(40))));
    FloorSeries later = FloorSeries.lastSegmentOf(floors);
    assertThat(later.rounds()).isEqualTo(16);
    assertThat(later.all().get(0).y()).startsWith(24, 25).endsWith(40);
    assertThat(later.joined()).isEmpty();
  }

  @Test
  void moreFloorsThanATestOfShapeCanUseAreJoinedAndThatIsSaid() {
    List<Tick> floors = new ArrayList<>();
    for (int round = 0; round < 3_600; round++) {
      floors.add(floor(0, round, samples(live(round % 10 == 0 ? 1e9 : round), threads(3))));
    }
    FloorSeries series = FloorSeries.lastSegmentOf(floors);
    assertThat(series.rounds()).isEqualTo(3_599);
    assertThat(series.all()).allMatch(one -> one.length() == 360);
    assertThat(series.all().get(0).y()[359]).isBetween(3_594.0, 3_597.0);
    assertThat(series.joined().orElseThrow()).contains("3,600 of them are judged as 360 rounds");
  }
}
