package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict;
import dev.tidemark.recording.RecordingBuilder;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class RecordingAnalystTest {
  private static final double BASE = 50e6;
  private static final double PER_ROUND = 1000;
  private static final double LEAK = 1000 * PER_ROUND;
  private static final Limit LIMIT = new Limit(ByteSize.ofMebibytes(256), "limit");

  private final RecordingBuilder recording = new RecordingBuilder("shop");
  private final SplittableRandom random = new SplittableRandom(7);
  private double second;

  @Test
  void floorsThatGrowWithRequestsAreALeakWithItsSlope() {
    floors(60, round -> BASE + LEAK * round);

    TargetVerdict judged = judge();

    assertThat(judged.verdict()).isInstanceOf(Verdict.Leak.class);
    SlopeEstimate slope = series(judged).slope().orElseThrow();
    assertThat(slope.interval().contains(1000)).isTrue();
    assertThat(judged.requests()).isEqualTo(59_000);
  }

  @Test
  void growthWithinTheAllowanceIsNoLeak() {
    floors(60, round -> BASE + 0.1 * LEAK * round);

    assertThat(judge(ByteSize.ofMebibytes(16)).verdict().kind()).isEqualTo(Verdict.Kind.GROWING);
    assertThat(judge().verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
  }

  @Test
  void theLastLifeCountsAndTheOthersAreNamed() {
    floors(60, round -> BASE + LEAK * round);
    recording.restart();
    floors(60, round -> BASE);

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.reason()).contains("judged by the last of 2 lives").contains("by lives");
  }

  @Test
  void aLastLifeThatIsTooShortLeavesTheVerdictToTheLongest() {
    floors(40, round -> BASE + LEAK * round);
    recording.restart();
    floors(80, round -> BASE + LEAK * round);
    recording.restart();
    floors(5, round -> BASE + LEAK * round);

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason()).contains("life 2 of 3, the longest");
  }

  @Test
  void aLongLevelLifeSpeaksForALastOneThatIsTooShort() {
    floors(60, round -> BASE);
    recording.restart();
    floors(5, round -> BASE);

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.reason()).contains("life 1 of 2, the longest, since the last is too short");
  }

  @Test
  void theSameGrowthInEveryLifeIsSaid() {
    for (int life = 0; life < 4; life++) {
      floors(40, round -> BASE + LEAK * round);
      recording.restart();
    }

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(verdict.reason()).contains("growth is the same in all 4 lives");
  }

  @Test
  void withoutRequestsGrowthIsPerHour() {
    for (int i = 0; i < 60; i++) {
      recording.add(60.0 * i, BASE + LEAK * i + noise(), After.FORCED);
    }

    TargetVerdict judged = judge();

    assertThat(judged.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(judged.verdict().reason())
        .contains("per hour")
        .contains("no requests in this file, so growth is per hour");
    assertThat(series(judged).slope()).isEmpty();
    SlopeEstimate perHour = series(judged).rates().perHour().orElseThrow();
    assertThat(perHour.interval().contains(60 * LEAK)).isTrue();
    assertThat(judged.requestsToLimit()).isEmpty();
  }

  @Test
  void requestsThatStandStillAreSaid() {
    for (int i = 0; i < 60; i++) {
      recording.add(60.0 * i, 12, BASE + noise(), After.FORCED);
    }

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.PLATEAU);
    assertThat(verdict.reason()).contains("requests stand still");
  }

  @Test
  void theTimeToTheLimitHasBothEnds() {
    floors(60, round -> BASE + LEAK * round);

    TargetVerdict judged = judge(new ByteSize(0), Optional.of(LIMIT));

    double room = LIMIT.size().bytes() - (BASE + 59 * LEAK);
    Range seconds = judged.secondsToLimit().orElseThrow();
    assertThat(seconds.low()).isLessThan(10 * room / LEAK);
    assertThat(seconds.high()).isGreaterThan(10 * room / LEAK).isLessThan(11 * room / LEAK);
    assertThat(judged.notes())
        .anyMatch(note -> note.matches(".*is reached in .* - .*; restart needed every .* - .*"));
  }

  @Test
  void aPlateauHasNoTimeToTheLimit() {
    floors(60, round -> BASE);

    TargetVerdict judged = judge(new ByteSize(0), Optional.of(LIMIT));

    assertThat(judged.secondsToLimit()).isEmpty();
    assertThat(judged.notes()).isEmpty();
  }

  @Test
  void growthThatTimeDrivesIsToldApartWhereTheRateVaries() {
    double requests = 0;
    for (int i = 0; i < 80; i++) {
      requests += i % 20 < 10 ? 1800 : 200;
      recording.add(10.0 * i, requests, BASE + LEAK * i + noise(), After.FORCED);
    }

    assertThat(judge().notes()).anyMatch(note -> note.startsWith("time drives growth"));
  }

  @Test
  void aSteadyRateCannotTellTimeFromRequests() {
    floors(60, round -> BASE + LEAK * round);

    assertThat(judge().notes()).anyMatch(note -> note.contains("too steady a rate"));
  }

  @Test
  void aGaugeThatRoundsToMegabytesHidesWhatIsSmallerThanOneStep() {
    floors(60, round -> Math.floor(BASE / 1e6) * 1e6, 0);
    RecordingAnalyst fine =
        new RecordingAnalyst(new ByteSize(10), new ByteSize(0), Optional.empty());

    Verdict verdict = fine.judge(recording.build()).verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.reason()).contains("the gauge moves in steps of");
  }

  /** One step is seen, and nearly another one may be hidden. */
  @Test
  void aGaugeThatRoundsHidesGrowthOfMoreThanTheStepsItTook() {
    double step = 1 << 20;
    floors(60, round -> step * Math.floor(12.4 + 1.3 * round / 60), 0);
    ByteSize sensitivity = new ByteSize((long) (1.6 * step / (60 * PER_ROUND)));
    RecordingAnalyst coarse = new RecordingAnalyst(sensitivity, new ByteSize(0), Optional.empty());

    Verdict verdict = coarse.judge(recording.build()).verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.reason()).contains("the gauge moves in steps of");
  }

  @Test
  void aStepThatIsSmallBesideTheGrowthAskedForHidesNothing() {
    floors(60, round -> Math.floor(BASE / 1e6) * 1e6, 0);

    assertThat(judge().verdict().kind()).isEqualTo(Verdict.Kind.PLATEAU);
  }

  @Test
  void aHeapWithoutMajorCollectionsAsksForFloorsWhenItRises() {
    for (int i = 0; i < 60; i++) {
      recording.add(i, PER_ROUND * i, BASE + LEAK * i + noise(), After.MINOR);
    }

    Verdict verdict = judge().verdict();

    assertThat(verdict.kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(verdict.reason()).contains("forced full collections (floors) would tell");
  }

  @Test
  void readingsAfterMajorCollectionsShowALeakAmongGarbage() {
    for (int i = 0; i < 400; i++) {
      boolean major = i % 10 == 9;
      double garbage = major ? 0 : 3e6 * (i % 10 + 1);
      recording.add(
          i, PER_ROUND * i, BASE + LEAK * i + garbage + noise(), major ? After.MAJOR : After.MINOR);
    }

    TargetVerdict judged = judge();

    assertThat(judged.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
    assertThat(series(judged).slope().orElseThrow().interval().contains(1000)).isTrue();
    assertThat(judged.peakBytes().orElseThrow()).isGreaterThan(BASE + 390 * LEAK);
  }

  @Test
  void aRecordingWithoutReadingsIsInconclusive() {
    TargetVerdict judged = judge();

    assertThat(judged.verdict().kind()).isEqualTo(Verdict.Kind.INCONCLUSIVE);
    assertThat(judged.series()).isEmpty();
  }

  @Test
  void anOffsetAndAnotherClockChangeNothing() {
    IntToDoubleFunction shape = round -> BASE + LEAK * round + 2e5 * ((round * 7) % 5);
    floors(60, shape, 0);
    TargetVerdict plain = judge();
    RecordingBuilder moved = new RecordingBuilder("shop");
    for (int i = 0; i < 60; i++) {
      moved.add(1e6 + 600.0 * i, PER_ROUND * i, shape.applyAsDouble(i) + 1e8, After.FORCED);
    }

    TargetVerdict other =
        new RecordingAnalyst(new ByteSize(100), new ByteSize(0), Optional.empty())
            .judge(moved.build());

    assertThat(other.verdict()).isEqualTo(plain.verdict());
    assertThat(plain.verdict().kind()).isEqualTo(Verdict.Kind.LEAK);
  }

  private void floors(int rounds, IntToDoubleFunction bytes) {
    floors(rounds, bytes, 1);
  }

  /** Floors every ten seconds and thousand requests. */
  private void floors(int rounds, IntToDoubleFunction bytes, double noises) {
    for (int round = 0; round < rounds; round++) {
      double noise = noises == 0 ? 0 : noises * noise();
      recording.add(second, PER_ROUND * round, bytes.applyAsDouble(round) + noise, After.FORCED);
      second += 10;
    }
  }

  private double noise() {
    return 2e4 * random.nextGaussian();
  }

  private TargetVerdict judge() {
    return judge(new ByteSize(0));
  }

  private TargetVerdict judge(ByteSize allowance) {
    return judge(allowance, Optional.empty());
  }

  private TargetVerdict judge(ByteSize allowance, Optional<Limit> limit) {
    return new RecordingAnalyst(new ByteSize(100), allowance, limit).judge(recording.build());
  }

  private static SeriesVerdict series(TargetVerdict judged) {
    return judged.primary().orElseThrow();
  }
}
