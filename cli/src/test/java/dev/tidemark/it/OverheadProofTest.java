package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest.Depth;
import dev.tidemark.probe.jvm.JvmIdentity;
import dev.tidemark.probe.jvm.JvmProbe;
import dev.tidemark.probe.procfs.ProcessProbe;
import dev.tidemark.sample.ArmReading;
import dev.tidemark.sample.BackgroundSampler;
import dev.tidemark.sample.Sampler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What reading a JVM costs it; {@code scripts/proof-overhead} runs it. */
@EnabledIfSystemProperty(named = "tidemark.proof", matches = "overhead")
final class OverheadProofTest {
  private static final List<String> HEAP = List.of("-Xmx256m");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Two stretches with and two without, the one within the other: a drift falls out. */
  private static final int QUADS = 150;

  /** Each stretch with a reading at its beginning: twice as many readings as a run takes. */
  private static final Duration STRETCH = Duration.ofMillis(500);

  private static final Duration QUIET = Duration.ofSeconds(60);
  private static final int POLLS = 30_000;
  private static final int POLLS_A_ROUND = 500;

  @Test
  void throughputBetweenFloors() throws Exception {
    try (Leaking target = Leaking.start(HEAP, "churn", "1024");
        Sampler sampler = sampler(target);
        Drivers drivers = Drivers.at(target.url(), 4);
        BackgroundSampler background =
            new BackgroundSampler(sampler, BackgroundSampler.PERIOD, reading -> {})) {
      sampler.read(Depth.FLOOR, PATIENCE);
      drivers.rate(Duration.ofSeconds(10));
      background.pause();
      background.start();
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < QUADS; i++) {
        boolean inside = i % 2 == 0;
        double outer = rate(drivers, background, !inside);
        double inner = rate(drivers, background, inside) + rate(drivers, background, inside);
        outer += rate(drivers, background, !inside);
        ratios.add(inside ? inner / outer : outer / inner);
      }
      ratios.sort(null);
      double median = (ratios.get(QUADS / 2) + ratios.get((QUADS - 1) / 2)) / 2;
      int rank = (int) Math.floor(QUADS / 2.0 - 0.98 * Math.sqrt(QUADS));
      publish(
          "throughput between floors, attached / not attached, %d pairs in alternating order,"
              + " %d ms and one reading each | median %.1f%%, at least %.1f%% (97.5%%) | 97%%",
          2 * QUADS, STRETCH.toMillis(), 100 * median, 100 * ratios.get(rank - 1));
    }
  }

  private static double rate(Drivers drivers, BackgroundSampler background, boolean attached)
      throws InterruptedException {
    if (attached) {
      background.resume();
    }
    double rate = drivers.rate(STRETCH);
    background.pause();
    return rate;
  }

  @Test
  void anIdleTargetBetweenFloors() throws Exception {
    try (Leaking target = Leaking.start(HEAP, "none");
        Sampler sampler = sampler(target);
        Allocated allocated = Allocated.in(target.pid())) {
      sampler.read(Depth.FLOOR, PATIENCE);
      double idleCpu = cpuSeconds(target.pid());
      long idleBytes = allocated.bytes();
      Thread.sleep(QUIET.toMillis());
      double alone = cpuSeconds(target.pid()) - idleCpu;
      long bytesAlone = allocated.bytes() - idleBytes;
      double own = cpuSeconds(ProcessHandle.current().pid());
      double before = cpuSeconds(target.pid());
      long bytesBefore = allocated.bytes();
      try (BackgroundSampler background =
          new BackgroundSampler(sampler, BackgroundSampler.PERIOD, reading -> {})) {
        background.start();
        Thread.sleep(QUIET.toMillis());
      }
      double seconds = QUIET.toMillis() / 1e3;
      double inTarget = cpuSeconds(target.pid()) - before - alone;
      double inTidemark = cpuSeconds(ProcessHandle.current().pid()) - own;
      double bytes = allocated.bytes() - bytesBefore - bytesAlone;
      publish(
          "processor time in an idle target, one reading a second | %.2f%% of a core | 0.5%%",
          100 * inTarget / seconds);
      publish(
          "processor time of Tidemark meanwhile | %.2f%% of a core |", 100 * inTidemark / seconds);
      publish(
          "allocation caused in the target between floors | %.1f KB/s | 64 KB/s",
          bytes / 1e3 / seconds);
    }
  }

  @Test
  void oneFloor() throws Exception {
    try (Leaking target = Leaking.start(HEAP, "none");
        Sampler sampler = sampler(target);
        Allocated allocated = Allocated.in(target.pid())) {
      int floors = 30;
      sampler.read(Depth.FLOOR, PATIENCE);
      allocated.bytes();
      long itself = allocated.bytes();
      itself = allocated.bytes() - itself;
      long before = allocated.bytes();
      long began = System.nanoTime();
      for (int i = 0; i < floors; i++) {
        sampler.read(Depth.FLOOR, PATIENCE);
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      double bytes = allocated.bytes() - before - itself;
      publish(
          "one floor: two full collections, histogram, every series | %.0f ms, %.0f KB allocated |",
          seconds / floors * 1e3, bytes / floors / 1e3);
    }
  }

  @Test
  void manyPollsOfAnIdleJvm() throws Exception {
    try (Leaking target = Leaking.start(HEAP, "none");
        Sampler sampler = sampler(target)) {
      List<Tick> ticks = new ArrayList<>();
      long polls = 0;
      ticks.add(tick(sampler.read(Depth.FLOOR, PATIENCE), 0, polls));
      for (int round = 1; round <= POLLS / POLLS_A_ROUND; round++) {
        for (int i = 0; i < POLLS_A_ROUND; i++) {
          ArmReading light = sampler.read(Depth.LIGHT, PATIENCE);
          assertThat(light.missed()).isEmpty();
          polls++;
        }
        ticks.add(tick(sampler.read(Depth.FLOOR, PATIENCE), round, polls));
      }
      Plan plan =
          new Plan(
              new ByteSize(16),
              Allowance.DEFAULT.withBytes(new ByteSize(0)),
              Duration.ofMinutes(5),
              1,
              List.of(),
              OptionalDouble.empty());
      TargetIdentity identity =
          new TargetIdentity(
              "idle",
              target.url(),
              OptionalLong.of(target.pid()),
              "",
              List.of(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      TargetVerdict verdict = new ArmAnalyst(plan, 1).judge(identity, ticks, List.of());
      publish(
          "%,d polls of an idle JVM, asked for 16 B a poll, nothing allowed | %s: %s | PLATEAU",
          polls, verdict.verdict().name(), verdict.verdict().reason());
      assertThat(verdict.verdict().kind())
          .as("%s", verdict.verdict())
          .isEqualTo(Verdict.Kind.PLATEAU);
    }
  }

  private static Tick tick(ArmReading reading, int round, long polls) {
    return new Tick(
        "idle",
        Tick.Kind.FLOOR,
        0,
        round,
        reading.nanos(),
        reading.at(),
        new RequestCounts(polls, 0, 0),
        reading.samples(),
        reading.missed(),
        reading.classes());
  }

  private static Sampler sampler(Leaking target) {
    JvmProbe jvm = JvmProbe.ofPid(target.pid(), Clocks.SYSTEM);
    List<Probe> probes =
        List.of(
            jvm,
            ProcessProbe.beside(
                () -> jvm.identity().flatMap(JvmIdentity::heap), target.pid(), Clocks.SYSTEM));
    return new Sampler("overhead", probes, Clocks.SYSTEM);
  }

  /** User and system time so far, from the kernel. */
  private static double cpuSeconds(long pid) throws IOException {
    String line = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = line.substring(line.lastIndexOf(')') + 1).strip().split(" ", -1);
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
  }

  private static void publish(String form, Object... values) throws IOException {
    Figures.publish("| " + String.format(Locale.ROOT, form, values) + " |");
  }
}
