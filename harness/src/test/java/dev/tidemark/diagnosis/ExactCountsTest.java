package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.diagnosis.ExactCounts.Basis;
import dev.tidemark.diagnosis.ExactCounts.ExactCount;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExactCountsTest {
  private static final int PER_ROUND = 20;

  /** What is held of each class after a round, given what ended so far. */
  private interface Held {
    void put(Map<String, ClassCount> into, RequestCounts counts);
  }

  private static List<Tick> run(int rounds, int failedMost, Held held) {
    SplittableRandom random = new SplittableRandom(5);
    List<Tick> ticks = new ArrayList<>();
    RequestCounts counts = RequestCounts.NONE;
    for (int i = 0; i <= rounds; i++) {
      Map<String, ClassCount> classes = new HashMap<>();
      held.put(classes, counts);
      ticks.add(
          new Tick(
              "arm",
              Tick.Kind.FLOOR,
              0,
              i,
              i,
              Instant.EPOCH,
              counts,
              new TreeMap<>(),
              new TreeMap<>(),
              classes));
      long failed = failedMost == 0 ? 0 : 1 + random.nextInt(failedMost);
      counts =
          new RequestCounts(counts.completed() + PER_ROUND - failed, counts.failed() + failed, 0);
    }
    return ticks;
  }

  private static ClassCount of(long instances) {
    return new ClassCount(50 + instances, 24 * (50 + instances));
  }

  private static List<ExactCount> found(List<Tick> ticks) {
    return new ExactCounts().of(ticks);
  }

  @Test
  void twoWithEveryRequestAreFoundWithTheirNumbers() {
    List<ExactCount> found =
        found(run(20, 0, (into, counts) -> into.put("com.example.A", of(2 * counts.ended()))));

    assertThat(found).hasSize(1);
    assertThat(found.get(0).multiple()).isEqualTo(2);
    assertThat(found.get(0).basis()).isEqualTo(Basis.REQUEST);
    assertThat(found.get(0).gained()).isEqualTo(17 * 2 * PER_ROUND);
    assertThat(found.get(0).bytesPerRequest()).isEqualTo(48);
    assertThat(found.get(0).evidence()).isEqualTo("+2 per request in all 17 rounds, 680 in sum");
  }

  @Test
  void whatFollowsFailuresOrAnswersIsCountedAgainstThem() {
    List<ExactCount> found =
        found(
            run(
                30,
                10,
                (into, counts) -> {
                  into.put("com.example.OfFailed", of(counts.failed()));
                  into.put("com.example.OfAnswered", of(3 * counts.completed()));
                }));

    assertThat(found)
        .extracting(ExactCount::name, ExactCount::basis, ExactCount::multiple)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple("com.example.OfFailed", Basis.FAILED, 1),
            org.assertj.core.groups.Tuple.tuple("com.example.OfAnswered", Basis.ANSWERED, 3));
  }

  @Test
  void oneRoundThatIsOffByOneIsEnoughToDoubt() {
    List<ExactCount> found =
        found(
            run(
                20,
                0,
                (into, counts) ->
                    into.put(
                        "com.example.A", of(counts.ended() - (counts.ended() == 200 ? 1 : 0)))));

    assertThat(found).isEmpty();
  }

  @Test
  void fiveWithEveryRequestAreNoneOfTheMultiplesFixedBeforehand() {
    assertThat(
            found(run(20, 0, (into, counts) -> into.put("com.example.A", of(5 * counts.ended())))))
        .isEmpty();
  }

  @Test
  void tooFewRoundsForSoManyClassesSayNothing() {
    Held crowd =
        (into, counts) -> {
          into.put("com.example.A", of(counts.ended()));
          for (int i = 0; i < 10_000; i++) {
            into.put("com.example.Other" + i, of(0));
          }
        };
    assertThat(found(run(8, 0, crowd))).isEmpty();
    assertThat(found(run(14, 0, crowd))).hasSize(1);
  }

  /** Thousands of classes that grow at random, about once with every request. */
  @Test
  void classesThatGrowAtRandomAreNotTakenForExact() {
    SplittableRandom random = new SplittableRandom(9);
    long[] held = new long[5_000];
    List<ExactCount> found =
        found(
            run(
                16,
                6,
                (into, counts) -> {
                  for (int i = 0; i < held.length; i++) {
                    for (int k = 0; k < 2 * PER_ROUND; k++) {
                      held[i] += random.nextInt(2);
                    }
                    into.put("com.example.C" + i, of(held[i]));
                  }
                }));

    assertThat(found).isEmpty();
  }
}
