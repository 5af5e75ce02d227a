package dev.tidemark.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Reading;
import dev.tidemark.model.Unit;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SamplerTest {
  private static final Duration PLENTY = Duration.ofSeconds(20);

  @Test
  void readingsOfAllProbesBecomeOne() {
    Map<String, ClassCount> classes = Map.of("A", new ClassCount(1, 16));
    try (Sampler sampler =
        sampler(
            new FakeProbe("jvm", request -> measured(classes, "live")),
            new FakeProbe("http", request -> measured(Map.of(), "stats/a", "stats/b")),
            new FakeProbe("process", request -> new Reading.Missed("no /proc here", false)))) {
      ArmReading reading = sampler.read(Depth.FLOOR, PLENTY);
      assertThat(reading.samples()).containsOnlyKeys("live", "stats/a", "stats/b");
      assertThat(reading.missed()).containsExactly(Map.entry("process", "no /proc here"));
      assertThat(reading.classes()).isEqualTo(classes);
      assertThat(reading.targetGone()).isFalse();
    }
  }

  @Test
  void oneProbeThatKnowsTheTargetGoneIsEnough() {
    try (Sampler sampler =
        sampler(
            new FakeProbe("a", request -> measured(Map.of(), "x")),
            new FakeProbe("b", request -> new Reading.Missed("has ended", true)))) {
      assertThat(sampler.read(Depth.LIGHT, PLENTY).targetGone()).isTrue();
    }
  }

  @Test
  void aProbeThatBreaksItsPromisesIsMissedAlone() {
    CountDownLatch never = new CountDownLatch(1);
    try (Sampler sampler =
        sampler(
            new FakeProbe(
                "throws",
                request -> {
                  throw new IllegalStateException("boom");
                }),
            new FakeProbe("hangs", request -> hang(never)),
            new FakeProbe("fine", request -> measured(Map.of(), "x")))) {
      ArmReading reading = sampler.read(Depth.LIGHT, Duration.ofMillis(100));
      assertThat(reading.samples()).containsOnlyKeys("x");
      assertThat(reading.missed()).containsOnlyKeys("hangs", "throws");
      assertThat(reading.missed().get("throws")).contains("boom");
    } finally {
      never.countDown();
    }
  }

  @Test
  void collectorsComeFirstOnAFloor() {
    List<String> order = new CopyOnWriteArrayList<>();
    try (Sampler sampler =
        sampler(
            new FakeProbe("process", request -> noted(order, "process")),
            new FakeProbe(
                "jvm",
                new Capabilities(true, true),
                request -> {
                  pause(100);
                  return noted(order, "jvm");
                }))) {
      sampler.read(Depth.FLOOR, PLENTY);
      assertThat(order).containsExactly("jvm", "process");
    }
  }

  @Test
  void lightReadingsRunAtOnce() {
    CyclicBarrier both = new CyclicBarrier(2);
    try (Sampler sampler =
        sampler(
            new FakeProbe("a", request -> met(both, "x")),
            new FakeProbe("b", request -> met(both, "y")))) {
      assertThat(sampler.read(Depth.LIGHT, PLENTY).samples()).containsOnlyKeys("x", "y");
    }
  }

  @Test
  void aMetricReadTwiceIsKeptOnceAndSaid() {
    try (Sampler sampler =
        sampler(
            new FakeProbe("a", request -> measured(Map.of(), "x")),
            new FakeProbe("b", request -> measured(Map.of(), "x", "y")))) {
      ArmReading reading = sampler.read(Depth.LIGHT, PLENTY);
      assertThat(reading.samples()).containsOnlyKeys("x", "y");
      assertThat(reading.missed()).containsOnlyKeys("b");
    }
  }

  @Test
  void twoProbesOfOneNameAreRefused() {
    Probe probe = new FakeProbe("jvm", request -> measured(Map.of()));
    assertThatThrownBy(() -> sampler(probe, probe)).hasMessageContaining("jvm");
  }

  @Test
  void backgroundReadingsNeverOverlapAFloor() throws Exception {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Probe probe =
        new FakeProbe(
            "a",
            request -> {
              most.accumulateAndGet(running.incrementAndGet(), Math::max);
              pause(request.depth() == Depth.FLOOR ? 50 : 3);
              running.decrementAndGet();
              return measured(Map.of(), "x");
            });
    BlockingQueue<ArmReading> light = new LinkedBlockingQueue<>();
    try (Sampler sampler = sampler(probe);
        BackgroundSampler background =
            new BackgroundSampler(sampler, Duration.ofMillis(5), light::add)) {
      background.start();
      for (int i = 0; i < 5; i++) {
        assertThat(light.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThat(sampler.read(Depth.FLOOR, PLENTY).missed()).isEmpty();
      }
    }
    assertThat(most).hasValue(1);
    assertThat(light).allMatch(reading -> reading.missed().isEmpty());
  }

  @Test
  void aPausedBackgroundIsSilentUntilItGoesOn() throws Exception {
    BlockingQueue<ArmReading> light = new LinkedBlockingQueue<>();
    try (Sampler sampler = sampler(new FakeProbe("a", request -> measured(Map.of(), "x")));
        BackgroundSampler background =
            new BackgroundSampler(sampler, Duration.ofMillis(2), light::add)) {
      background.pause();
      background.start();
      assertThat(light.poll(100, TimeUnit.MILLISECONDS)).isNull();
      background.resume();
      assertThat(light.poll(20, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void aConsumerThatThrowsIsCalledAgain() throws Exception {
    CountDownLatch calls = new CountDownLatch(3);
    try (Sampler sampler = sampler(new FakeProbe("a", request -> measured(Map.of(), "x")));
        BackgroundSampler background =
            new BackgroundSampler(
                sampler,
                Duration.ofMillis(2),
                reading -> {
                  calls.countDown();
                  throw new IllegalStateException("full");
                })) {
      background.start();
      assertThat(calls.await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void closingEndsTheThread() throws Exception {
    Sampler sampler = new Sampler("closing", List.of(), Clocks.SYSTEM);
    CountDownLatch called = new CountDownLatch(1);
    BackgroundSampler background =
        new BackgroundSampler(sampler, Duration.ofMillis(2), reading -> called.countDown());
    background.start();
    assertThat(called.await(20, TimeUnit.SECONDS)).isTrue();
    background.close();
    background.close();
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.getName().equals("tidemark-background-closing"));
    sampler.close();
  }

  private static Sampler sampler(Probe... probes) {
    return new Sampler("candidate", List.of(probes), Clocks.SYSTEM);
  }

  private static Reading measured(Map<String, ClassCount> classes, String... metrics) {
    List<MemorySample> samples =
        List.of(metrics).stream()
            .map(name -> new MemorySample(name, MetricKind.SHOWN, Unit.COUNT, 1, GcState.UNKNOWN))
            .toList();
    return new Reading.Measured(1, Instant.EPOCH, samples, classes);
  }

  private static Reading noted(List<String> order, String name) {
    order.add(name);
    return measured(Map.of(), name);
  }

  private static Reading met(CyclicBarrier barrier, String name) {
    try {
      barrier.await(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return measured(Map.of(), name);
  }

  private static Reading hang(CountDownLatch never) {
    while (never.getCount() > 0) {
      pause(10);
    }
    return measured(Map.of());
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
