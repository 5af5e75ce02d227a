package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ClassGrowthTest {
  private static final long REQUESTS = 23;
  private static final String BUFFER = "com.example.BufferedResponse";

  private final ClassGrowth growth = new ClassGrowth();

  @Test
  void theClassOfTheApplicationComesBeforeTheBytesThatItHolds() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  hold(classes, BUFFER, requests, 32);
                  hold(classes, "[B", 2 * requests, 40_000);
                  hold(classes, "java.lang.String", requests, 24);
                  hold(classes, "com.example.Key", requests, 16);
                }));

    assertThat(suspects)
        .extracting(Suspect::name)
        .containsExactly(BUFFER, "com.example.Key", "byte[]", "java.lang.String");
    Suspect first = suspects.get(0);
    assertThat(first.kind()).isEqualTo("class");
    assertThat(first.exact()).isTrue();
    assertThat(first.perRequest()).isEqualTo(1);
    assertThat(first.bytesPerRequest()).isEqualTo(32);
    assertThat(first.evidence())
        .isEqualTo(
            "+1.000 instances per request in 13 of 13 rounds; 299 gained over them; it explains"
                + " 100% of the growth with what grows in step with it");
    assertThat(first.advice()).contains("find who keeps it");
    assertThat(suspects.get(2).advice()).contains("held by the classes named above");
  }

  /** A list is short for people; a sample of objects is sifted by all that grows. */
  @Test
  void whatDoesNotFitIntoTheListGrowsAsWell() {
    List<Tick> floors =
        run(
            17,
            (classes, requests) -> {
              for (char name = 'A'; name <= 'T'; name++) {
                hold(classes, "com.example." + name, requests, 32);
              }
            });

    assertThat(growth.suspects(floors)).hasSize(8);
    assertThat(growth.growing(floors)).hasSize(20);
    assertThat(growth.growing(floors.subList(0, 3))).isEmpty();
  }

  @Test
  void bytesThatGrowWithoutAnExactCountFollow() {
    SplittableRandom random = new SplittableRandom(3);
    long[] kept = {0};
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  kept[0] += 20 + random.nextInt(8);
                  hold(classes, BUFFER, requests, 32);
                  hold(classes, "[B", kept[0], 40_000);
                }));

    assertThat(suspects).extracting(Suspect::name).containsExactly(BUFFER, "byte[]");
    assertThat(suspects.get(1).exact()).isFalse();
    assertThat(suspects.get(1).evidence()).endsWith("per request; grew in 13 of 13 rounds");
  }

  @Test
  void nextToNothingIsNotCalledAnExplanation() {
    SplittableRandom random = new SplittableRandom(5);
    long[] kept = {0};
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  kept[0] += 300 + random.nextInt(40);
                  hold(classes, BUFFER, requests, 32);
                  hold(classes, "[B", kept[0], 40_000);
                }));

    assertThat(suspects.get(0).name()).isEqualTo(BUFFER);
    assertThat(suspects.get(0).evidence()).endsWith("299 gained over them");
  }

  @Test
  void oneRoundInTenMayBeOffIfTheTotalIsRight() {
    List<Tick> ticks =
        run(
            25,
            (classes, requests) ->
                hold(classes, BUFFER, requests == 10 * REQUESTS ? requests - 1 : requests, 32));

    Suspect suspect = growth.suspects(ticks).get(0);

    assertThat(suspect.exact()).isTrue();
    assertThat(suspect.evidence()).contains("in 18 of 20 rounds");
  }

  @Test
  void aTotalThatIsOffIsNotExact() {
    List<Tick> ticks =
        run(
            25,
            (classes, requests) ->
                hold(classes, BUFFER, requests + (requests > 10 * REQUESTS ? 9 : 0), 32));

    assertThat(growth.suspects(ticks).get(0).exact()).isFalse();
  }

  @Test
  void growthInLessThanThreeRoundsOfFourWithFallsBetweenIsNotStrong() {
    List<Tick> ticks =
        run(
            41,
            (classes, requests) -> {
              long round = requests / REQUESTS;
              hold(classes, "[B", 100 * (round / 5 + round % 5 % 2), 8);
            });

    assertThat(growth.suspects(ticks)).isEmpty();
  }

  @Test
  void growthInRareJumpsIsSeenWhereItNeverFalls() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                41,
                (classes, requests) -> {
                  long jumps = requests / REQUESTS / 6;
                  hold(classes, "com.example.Burst", jumps, 16);
                  hold(classes, "[B", jumps, 100_000);
                }));

    assertThat(suspects).extracting(Suspect::name).containsExactly("com.example.Burst", "byte[]");
  }

  @Test
  void aSmallClassOfTheApplicationThatGrowsBesideManyBytesComesFirst() {
    SplittableRandom random = new SplittableRandom(9);
    long[] kept = {0};
    List<Suspect> suspects =
        growth.suspects(
            run(
                25,
                (classes, requests) -> {
                  kept[0] += 5 + random.nextInt(9);
                  hold(classes, "com.example.SpareBuffer", kept[0], 16);
                  hold(classes, "[B", kept[0], 4_000);
                }));

    assertThat(suspects)
        .extracting(Suspect::name)
        .containsExactly("com.example.SpareBuffer", "byte[]");
  }

  @Test
  void aClassThatGrowsOverTheSecondHalfAloneIsNamed() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                41,
                (classes, requests) -> {
                  long late = Math.max(0, requests - 20 * REQUESTS);
                  hold(classes, "com.example.LateEntry", late, 24);
                  hold(classes, "[B", late + requests % 3, 1_000);
                }));

    assertThat(suspects.get(0).name()).isEqualTo("com.example.LateEntry");
  }

  @Test
  void twoTimesIsAnExactMultipleAndFiveTimesIsNot() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  hold(classes, "com.example.Pair", 2 * requests, 32);
                  hold(classes, "com.example.Five", 5 * requests, 32);
                }));

    assertThat(suspects).extracting(Suspect::exact).containsExactly(true, false);
    assertThat(suspects.get(0).name()).isEqualTo("com.example.Pair");
  }

  @Test
  void fewRoundsAmongManyClassesProveNoExactness() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                6,
                (classes, requests) -> {
                  hold(classes, BUFFER, requests, 32);
                  for (int i = 0; i < 5_000; i++) {
                    hold(classes, "com.example.Still" + i, 1, 16);
                  }
                }));

    assertThat(suspects).hasSize(1);
    assertThat(suspects.get(0).exact()).isFalse();
  }

  @Test
  void classesThatMoveWithoutGrowingAreNoSuspects() {
    SplittableRandom random = new SplittableRandom(5);
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  for (int i = 0; i < 3_000; i++) {
                    hold(classes, "java.util.Moving" + i, 1_000 + random.nextInt(100), 48);
                  }
                }));

    assertThat(suspects).isEmpty();
  }

  @Test
  void aRestartBetweenSegmentsIsNotGrowth() {
    List<Tick> ticks = new ArrayList<>(run(17, 0, (c, requests) -> hold(c, BUFFER, requests, 32)));
    ticks.addAll(run(17, 1, (c, requests) -> hold(c, BUFFER, requests, 32)));

    Suspect suspect = growth.suspects(ticks).get(0);

    assertThat(suspect.exact()).isTrue();
    assertThat(suspect.evidence()).contains("27 of 27 rounds");
  }

  @Test
  void theByteArraysKeepTheLastPlaceInALongList() {
    List<Suspect> suspects =
        growth.suspects(
            run(
                17,
                (classes, requests) -> {
                  for (int i = 0; i < 12; i++) {
                    hold(classes, "com.example.Part" + i, requests, 100);
                  }
                  hold(classes, "[B", requests, 5_000);
                }));

    assertThat(suspects).hasSize(8);
    assertThat(suspects.get(7).name()).isEqualTo("byte[]");
  }

  @Test
  void withoutHistogramsNobodyIsSuspected() {
    assertThat(growth.suspects(run(17, (classes, requests) -> {}))).isEmpty();
    assertThat(growth.suspects(List.of())).isEmpty();
  }

  @Test
  void chanceIsTheBinomialTail() {
    assertThat(ClassGrowth.chance(0, 5)).isEqualTo(1, within(1e-12));
    assertThat(ClassGrowth.chance(2, 3)).isEqualTo(0.028, within(1e-12));
  }

  @Test
  void namesAreThoseOfTheSource() {
    assertThat(ClassNames.inSource("[B")).isEqualTo("byte[]");
    assertThat(ClassNames.inSource("[[I")).isEqualTo("int[][]");
    assertThat(ClassNames.inSource("[Ljava.lang.String;")).isEqualTo("java.lang.String[]");
    assertThat(ClassNames.inSource("java.lang.String (java.base@17.0.15)"))
        .isEqualTo("java.lang.String");
    assertThat(ClassNames.ofApplication("sun.misc.Unsafe")).isFalse();
    assertThat(ClassNames.ofApplication("[Lcom.example.A;")).isFalse();
    assertThat(ClassNames.ofApplication("com.example.A")).isTrue();
  }

  private interface Target {
    void holdAfter(Map<String, ClassCount> classes, long requests);
  }

  private static void hold(
      Map<String, ClassCount> classes, String name, long instances, long bytesEach) {
    classes.put(name, new ClassCount(instances, instances * bytesEach));
  }

  private static List<Tick> run(int floors, Target target) {
    return run(floors, 0, target);
  }

  private static List<Tick> run(int floors, int segment, Target target) {
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i < floors; i++) {
      Map<String, ClassCount> classes = new HashMap<>();
      target.holdAfter(classes, i * REQUESTS);
      ticks.add(
          new Tick(
              "candidate",
              Tick.Kind.FLOOR,
              segment,
              segment * 100 + i,
              i,
              Instant.EPOCH,
              new RequestCounts(segment * 1000L + i * REQUESTS, 0, 0),
              new TreeMap<>(),
              new TreeMap<>(),
              classes));
    }
    return ticks;
  }
}
