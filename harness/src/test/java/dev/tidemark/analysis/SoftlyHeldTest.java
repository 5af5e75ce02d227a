package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Allowance;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftlyHeldTest {
  private static final Verdict LEAK = new Verdict.Leak("grows");
  private static final String KEPT = "com.example.Kept";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.lang.ref.SoftReference",
        "com.example.cache.SoftEntry",
        "com.google.common.cache.LocalCache$SoftValueReference",
        "org.codehaus.groovy.util.ReferenceType$SoftRef"
      })
  void asManySoftReferencesWithdrawALeak(String type) {
    Verdict verdict = weigh(Map.of(KEPT, 1.0, type, 1.0), List.of());
    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.reason())
        .contains(KEPT, "soft references", "-XX:SoftRefLRUPolicyMSPerMB=0", "--launch");
  }

  @Test
  void fewerSoftReferencesThanSuspectsDoNot() {
    assertThat(weigh(Map.of(KEPT, 1.0, "java.lang.ref.SoftReference", 0.5), List.of()))
        .isSameAs(LEAK);
    assertThat(weigh(Map.of(KEPT, 1.0, "com.example.Software", 1.0), List.of())).isSameAs(LEAK);
  }

  @Test
  void thoseThatTheJdkKeepsForClassesAreNotCounted() {
    assertThat(
            weigh(
                Map.of(
                    KEPT,
                    1.0,
                    "java.lang.ref.SoftReference",
                    1.0,
                    "java.lang.Class$ReflectionData",
                    1.0),
                List.of()))
        .isSameAs(LEAK);
  }

  @Test
  void whereEveryCollectionClearsThemTheLeakStands() {
    assertThat(
            weigh(
                Map.of(KEPT, 1.0, "java.lang.ref.SoftReference", 1.0),
                List.of("-Xmx64m", "-XX:SoftRefLRUPolicyMSPerMB=0")))
        .isSameAs(LEAK);
  }

  /** Kept by a map, beside two soft references each, and seen to be so. */
  @Test
  void waysToTheRootsThatLeadThroughNoneKeepTheLeak() {
    Map<String, Double> perRequest = Map.of(KEPT, 1.0, "java.lang.ref.SoftReference", 2.0);
    RunEvent seen = new RunEvent("one", Events.STRONGLY_HELD, "", 0, Instant.EPOCH);
    assertThat(judge(perRequest, List.of()).kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(judge(perRequest, List.of(seen)).kind()).isEqualTo(Verdict.Kind.LEAK);
  }

  /** With a live set that the class explains. */
  private static Verdict judge(Map<String, Double> perRequest, List<RunEvent> events) {
    Plan plan =
        new Plan(
            new ByteSize(100),
            new Allowance(new ByteSize(1_000), 100, 10, 10, 10),
            Duration.ofMinutes(3),
            8,
            List.of(),
            OptionalDouble.empty());
    return new ArmAnalyst(plan, 1)
        .judge(target(List.of()), ticks(perRequest, 40), events)
        .verdict();
  }

  private static Verdict weigh(Map<String, Double> perRequest, List<String> flags) {
    return SoftlyHeld.weigh(LEAK, target(flags), FloorSeries.lastSegmentOf(ticks(perRequest, 20)));
  }

  private static List<Tick> ticks(Map<String, Double> perRequest, int rounds) {
    List<Tick> ticks = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long requests = 20L * round;
      Map<String, ClassCount> classes = new HashMap<>();
      perRequest.forEach(
          (name, rate) -> {
            long count = 50 + Math.round(rate * requests);
            classes.put(name, new ClassCount(count, 64 * count));
          });
      for (int i = 0; i < 300; i++) {
        classes.put("com.example.Other" + i, new ClassCount(10, 240));
      }
      ticks.add(
          new Tick(
              "one",
              Tick.Kind.FLOOR,
              0,
              round,
              round,
              Instant.EPOCH,
              new RequestCounts(requests, 0, 0),
              new TreeMap<>(Map.of("jvm.memory.live", live(1e6 + 500.0 * requests))),
              Collections.emptySortedMap(),
              classes));
    }
    return ticks;
  }

  private static MemorySample live(double bytes) {
    return new MemorySample(
        "jvm.memory.live", MetricKind.LIVE_SET, Unit.BYTES, bytes, GcState.AFTER_FULL_GC);
  }

  private static TargetIdentity target(List<String> flags) {
    return new TargetIdentity(
        "one",
        "http://127.0.0.1",
        OptionalLong.empty(),
        "",
        flags,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
