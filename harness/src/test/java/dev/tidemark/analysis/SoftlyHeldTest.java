package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  void objectsThatOthersWereSeenToHoldMakeItALeakAgain() {
    Verdict stands = held(18, 19);
    assertThat(stands.kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(stands.reason())
        .isEqualTo(
            "grows; beside soft references, but 18 of 19 sampled objects that stay are held by"
                + " other references");
  }

  /** The entries of the map that holds them, or too few to tell. */
  @ParameterizedTest
  @CsvSource({"9, 9", "17, 19", "0, 20", "0, 0"})
  void othersThatHoldAPartOfThemDoNot(long strongly, long all) {
    assertThat(held(strongly, all).kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
  }

  private static Verdict held(long strongly, long all) {
    RunEvent seen =
        new RunEvent("one", Events.HELD, SoftlyHeld.sampled(strongly, all), 0, Instant.EPOCH);
    return weigh(Map.of(KEPT, 1.0, "java.lang.ref.SoftReference", 1.0), List.of(), List.of(seen));
  }

  private static Verdict weigh(Map<String, Double> perRequest, List<String> flags) {
    return weigh(perRequest, flags, List.of());
  }

  private static Verdict weigh(
      Map<String, Double> perRequest, List<String> flags, List<RunEvent> events) {
    List<Tick> ticks = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
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
              Collections.emptySortedMap(),
              Collections.emptySortedMap(),
              classes));
    }
    TargetIdentity target =
        new TargetIdentity(
            "one",
            "http://127.0.0.1",
            OptionalLong.empty(),
            "",
            flags,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return SoftlyHeld.weigh(LEAK, target, FloorSeries.lastSegmentOf(ticks), events);
  }
}
