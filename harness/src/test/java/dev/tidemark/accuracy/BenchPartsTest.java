package dev.tidemark.accuracy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@SuppressWarnings("EnumOrdinal")
class BenchPartsTest {
  @Test
  void theZooIsLargeAndHasAllThreeTruths() {
    assertThat(Zoo.values()).hasSizeGreaterThan(30);
    assertThat(Zoo.values()).extracting(Zoo::truth).contains(Truth.values());
  }

  @Test
  void everyCellHasANameOfItsOwn() {
    assertThat(Cells.all()).extracting(Cell::name).doesNotHaveDuplicates();
  }

  @Test
  void onlyThoroughCellsWithAPromiseAreRunMoreOftenThanTheDefault() {
    BenchOptions options =
        BenchOptions.parse("--runs", "10000", "--thorough", "^run/").orElseThrow();

    assertThat(options.runsOf(WholeRun.of(Zoo.FLAT, 0, 0))).isEqualTo(10_000);
    assertThat(options.runsOf(new SingleLook(Zoo.FLAT, 60, 0))).isEqualTo(2_000);
    assertThat(options.runsOf(WholeRun.of(Zoo.LOGARITHM, 0, 0))).isEqualTo(2_000);
    assertThat(options.arguments()).isEqualTo(" --runs 10000 --thorough '^run/'");
    assertThat(BenchOptions.parse("--cells", "(")).isEmpty();
    assertThat(BenchOptions.parse("--runs")).isEmpty();
  }

  @Test
  void figuresDoNotDependOnTheNumberOfCores() throws InterruptedException {
    Cell cell = new SingleLook(Zoo.LEAK_RANDOM_SIZE, 36, 0);
    try (Cores one = new Cores(1);
        Cores three = new Cores(3)) {
      assertThat(Tally.of(one.each(120, cell::run)))
          .isEqualTo(Tally.of(three.each(120, cell::run)));
    }
  }

  @Test
  void aFinishedCellIsReadBackUntilTheCodeChanges(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("cells.tsv");
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Path code = Files.writeString(classes.resolve("Some.class"), "one");
    Cell cell = new PeersLook(Zoo.LEAK, 170);
    Cell whole = WholeRun.of(Zoo.LEAK, 170, 0);
    Tally tally = Tally.of(List.of(cell.run(0), cell.run(1)));
    Tally ofWhole = Tally.of(List.of(whole.run(0), whole.run(1), whole.run(2)));
    Finished.read(file, List.of(classes)).add(cell, tally);
    Finished.read(file, List.of(classes)).add(whole, ofWhole);

    assertThat(Finished.read(file, List.of(classes)).of(cell, 2)).contains(tally);
    assertThat(Finished.read(file, List.of(classes)).of(whole, 3)).contains(ofWhole);
    assertThat(ofWhole.requests().isEmpty() || ofWhole.referenceRequests().isEmpty()).isFalse();
    assertThat(Finished.read(file, List.of(classes)).of(cell, 3)).isEmpty();
    Files.writeString(code, "two");
    assertThat(Finished.read(file, List.of(classes)).of(cell, 2)).isEmpty();
  }

  @Test
  void requestsOfCellsTogetherWeighEachCellTheSame() {
    Requests quick = Requests.of(DoubleStream.of(1600, 1600, 1600, 5400));
    Requests slow = Requests.of(DoubleStream.of(18_000));

    assertThat(quick.median()).isEqualTo(1600);
    assertThat(quick.mean()).isCloseTo(2550, within(1e-9));
    Requests both = Requests.together(List.of(quick, slow));
    assertThat(both.shares()).isEqualTo(Map.of(1600.0, 0.375, 5400.0, 0.125, 18_000.0, 0.5));
    assertThat(both.median()).isEqualTo(5400);
    assertThat(Requests.together(List.of(slow, slow, quick)).median()).isEqualTo(18_000);
    assertThat(Requests.of(DoubleStream.of()).isEmpty()).isTrue();
  }

  @Test
  void noEventInTenThousandRunsBoundsItsProbabilityByThreeInTenThousand() {
    assertThat(Binomial.upper(0, 10_000)).isCloseTo(1 - Math.pow(0.05, 1e-4), within(1e-9));
    assertThat(Binomial.upper(4, 10_000)).isCloseTo(9.15e-4, within(1e-6));
    assertThat(Binomial.upper(5, 5)).isEqualTo(1);
    assertThat(Binomial.lower(10_000, 10_000)).isCloseTo(Math.pow(0.05, 1e-4), within(1e-9));
  }

  @Test
  void theOracleOfAStraightLineIsOrdinaryLeastSquares() {
    Target target = Zoo.LEAK.draw(new SplittableRandom(1), Zoo.Course.ofRounds(60, 5));
    double squares = Scale.REQUESTS * Scale.REQUESTS * 60 * (60.0 * 60 - 1) / 12;
    double t = TDistribution.of(58).inverseSurvivalProbability(0.025);

    assertThat(new Oracle().width(target, 60))
        .isCloseTo(2 * t * Scale.NOISE / Math.sqrt(squares), within(1e-9));
  }

  @Test
  void theOracleOfCorrelatedErrorsIsPraisAndWinsten() {
    Target target = Zoo.LEAK_CORRELATED_6.draw(new SplittableRandom(1), Zoo.Course.ofRounds(60, 5));
    Oracle oracle = new Oracle();
    double white =
        oracle.width(Zoo.LEAK.draw(new SplittableRandom(1), Zoo.Course.ofRounds(60, 5)), 60);
    double[][] line = new double[60][];
    Arrays.setAll(line, i -> new double[] {1, target.requests()[i]});
    LeastSquares fit = LeastSquares.of(line, target.readings(), 0.6);
    double innovation = Scale.NOISE * Math.sqrt(1 - 0.36);
    double error = fit.error(0, 1) * innovation / Math.sqrt(fit.variance);
    double t = TDistribution.of(58).inverseSurvivalProbability(0.025);

    assertThat(oracle.width(target, 60)).isCloseTo(2 * t * error, within(1e-9));
    assertThat(oracle.width(target, 60)).isGreaterThan(1.7 * white);
  }

  /** By one who has to learn the correlation. */
  @Test
  void theOracleOfTheCurveIsWider() {
    Oracle oracle = new Oracle();
    double wider = 0;
    for (int run = 0; run < 50; run++) {
      Target target =
          Zoo.LEAK_CORRELATED_6.draw(new SplittableRandom(run), Zoo.Course.ofRounds(60, 5));
      double ratio = oracle.widthByCurve(target, 60) / oracle.width(target, 60);
      assertThat(ratio).isBetween(1.0, 10.0);
      wider += ratio / 50;
    }
    Target white = Zoo.LEAK.draw(new SplittableRandom(1), Zoo.Course.ofRounds(60, 5));

    assertThat(wider).isBetween(1.1, 1.6);
    assertThat(oracle.widthByCurve(white, 60)).isEqualTo(oracle.width(white, 60));
  }

  @Test
  void whatTheReferencePrintsIsThatOfItsFormula() {
    double mean = 0;
    for (int run = 0; run < 50; run++) {
      Target target = Zoo.FLAT.draw(new SplittableRandom(run), Zoo.Course.ofRounds(60, 0));
      mean += ReferenceRule.convictable(target.requests(), target.readings()) / 50;
    }

    assertThat(mean / Scale.unit(60)).isBetween(1.3 * 340, 1.2 * 1.3 * 340);
  }

  @Test
  void whatFailedRequestsLeakedIsCountedAndNotExpected() {
    Target failed = Zoo.LEAK_OF_FAILED.draw(new SplittableRandom(2), Zoo.Course.ofRounds(60, 100));
    Target all = Zoo.LEAK.draw(new SplittableRandom(1), Zoo.Course.ofRounds(60, 100));
    double leaked = (failed.kept()[59] - failed.kept()[0]) / (59 * Scale.REQUESTS);

    assertThat(failed.growth(60)).isEqualTo(leaked).isNotEqualTo(100);
    assertThat(failed.growth(60)).isCloseTo(100, within(25.0));
    assertThat(all.growth(60)).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(
      value = Zoo.class,
      names = {
        "LEAK",
        "LEAK_IN_BURSTS",
        "LEAK_OF_FAILED",
        "LEAK_OF_TIME",
        "LEAK_RANDOM_SIZE",
        "LEAK_RANDOM_SIZE_RARE"
      })
  void aLeakGrowsAsFastAsItsTruthSays(Zoo kind) {
    double mean = 0;
    double truth = 0;
    for (int run = 0; run < 400; run++) {
      Target target = kind.draw(new SplittableRandom(run), Zoo.Course.ofRounds(180, 100));
      double[] y = target.readings();
      mean += (y[179] - y[0]) / (179 * Scale.REQUESTS) / 400;
      truth = target.slope();
    }
    assertThat(mean).isCloseTo(truth, within(0.03 * truth));
  }

  @ParameterizedTest
  @EnumSource(
      value = Zoo.class,
      names = {"FLAT", "FLAT_CORRELATED_8", "FLAT_UNEQUAL", "FLAT_OUTLIERS", "FLAT_HEAVY_TAILED"})
  void errorsHaveTheVarianceThatTheOracleKnows(Zoo kind) {
    double[] u = new double[400];
    Arrays.setAll(u, i -> i / 400.0);
    double squares = 0;
    double known = 0;
    for (int run = 0; run < 500; run++) {
      double[] errors = kind.errors().draw(new SplittableRandom(run), u);
      double mean = Arrays.stream(errors).average().orElse(0);
      boolean skewed = kind == Zoo.FLAT_OUTLIERS;
      for (int i = 0; i < u.length; i++) {
        squares += Math.pow(errors[i] - (skewed ? mean : 0), 2);
        known += kind.errors().covariance(i, i, u);
      }
    }
    // the heavy tails have no fourth moment, so that their mean square settles slowly
    assertThat(squares / known).isCloseTo(1, within(kind == Zoo.FLAT_HEAVY_TAILED ? 0.2 : 0.05));
  }

  @Test
  void peersFlagALeakAndMostFlagACacheThatFills() {
    Answer leak = new PeersLook(Zoo.LEAK, 1000).run(1);
    Answer cache = new PeersLook(Zoo.UNFILLED_CACHE, 0).run(3);

    assertThat(leak.flagged()).containsOnly(true);
    assertThat(cache.flagged()[Peer.MANN_KENDALL.ordinal()]).isTrue();
    assertThat(new PeersLook(Zoo.SHRINKING, 0).run(1).flagged()).containsOnly(false);
  }
}
