package dev.tidemark.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.EvidenceRates.Cell;
import dev.tidemark.analysis.EvidenceRates.Counted;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Verdict.Kind;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A short version of {@link EvidenceRates}; no seed of it may go wrong. */
class EvidenceRatesTest {
  private static final int RUNS = 60;

  static Stream<String> names() {
    return EvidenceRates.cells().keySet().stream();
  }

  private static Cell cell(String name) {
    Cell cell = EvidenceRates.cells().get(name);
    if (cell == null) {
      throw new IllegalArgumentException(name);
    }
    return cell;
  }

  @ParameterizedTest
  @MethodSource("names")
  void evidenceMakesNoVerdictWrong(String name) {
    Cell cell = cell(name);
    for (String allowed : new String[] {"16 MiB", "2 MiB", "0"}) {
      Counted counted = EvidenceRates.count(cell, RUNS, ByteSize.parse(allowed));
      assertThat(counted.madeWrong())
          .as("%s allowed: %s, then %s", allowed, counted.rounds(), counted.all())
          .isZero();
    }
  }

  @Test
  void evidenceDecidesWhatRoundsLeftOpen() {
    ByteSize allowed = ByteSize.ofMebibytes(16);
    Counted warmUp = EvidenceRates.count(cell("warm-up of 3 MB"), RUNS, allowed);
    assertThat(warmUp.rounds()).containsEntry(Kind.GROWING, RUNS);
    assertThat(warmUp.all().get(Kind.PLATEAU)).isGreaterThan(RUNS * 9 / 10);
    Counted burst = EvidenceRates.count(cell("leak of 250 B in bursts of 1 MB"), RUNS, allowed);
    assertThat(burst.all()).containsEntry(Kind.GROWING, RUNS);
  }

  @Test
  void innocentArmsAreNotConvictedByABaselineNorLeaksCleared() {
    EvidenceRates.OfArms alike = EvidenceRates.arms(RUNS, 0, ByteSize.ofMebibytes(1));
    assertThat(alike.candidate()).doesNotContainKey(Kind.LEAK);
    EvidenceRates.OfArms more = EvidenceRates.arms(RUNS, 900, ByteSize.ofMebibytes(2));
    assertThat(more.candidate()).containsOnlyKeys(Kind.LEAK);
    assertThat(more.covered()).isGreaterThanOrEqualTo(RUNS - 8);
  }

  @Test
  void intervalsOfRatesHoldTheTruth() {
    int runs = 300;
    EvidenceRates.Coverage coverage = EvidenceRates.attribution(runs, 0.5);
    assertThat(coverage.refused()).isZero();
    assertThat(coverage.held()).containsOnlyKeys("concurrent", "failed", "second", "sequential");
    assertThat(coverage.held().values()).allMatch(held -> held >= 0.91 * runs);
  }

  /** {@code scripts/proof-evidence} runs it. */
  @Test
  @EnabledIfSystemProperty(named = "tidemark.proof", matches = "evidence")
  void measured() throws IOException {
    Path out = Path.of(System.getProperty("tidemark.proof.out", "target/evidence.md"));
    int runs = Integer.getInteger("tidemark.proof.runs", 2_000);
    try (PrintStream file =
        new PrintStream(
            Files.newOutputStream(out, StandardOpenOption.CREATE, StandardOpenOption.APPEND),
            true,
            StandardCharsets.UTF_8)) {
      EvidenceRates.print(file, runs);
    }
    assertThat(out).isNotEmptyFile();
  }
}
