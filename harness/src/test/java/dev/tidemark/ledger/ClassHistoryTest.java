package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassHistoryTest {
  private static final int ROUNDS = 5_000;

  @TempDir Path directory;

  private static Tick floor(int round) {
    return new Tick(
        MadeRun.LEAKY,
        Tick.Kind.FLOOR,
        0,
        round,
        round,
        MadeRun.START.plusSeconds(round),
        new RequestCounts(20L * round, 0, 0),
        new TreeMap<>(),
        new TreeMap<>(),
        Map.of(
            "com.example.Kept", new ClassCount(7 + 40L * round, 100 + 640L * round),
            "java.lang.Class", new ClassCount(round % 2 + 1, 100)));
  }

  private static List<Tick> withClasses(RunRecord record) {
    return record.ticks().stream().filter(tick -> !tick.classes().isEmpty()).toList();
  }

  @Test
  void aLongRunKeepsAFewHundredHistogramsWhichAreTheRightOnes() throws IOException {
    RunFolder folder = RunFolder.inside(directory.resolve("long"));
    RunRecord live;
    try (LedgerWriter ledger = LedgerWriter.begin(folder, MadeRun.manifest(MadeRun.LEAKY))) {
      for (int round = 0; round < ROUNDS; round++) {
        ledger.append(floor(round));
      }
      live = ledger.soFar();
    }
    RunRecord read = LedgerReader.read(folder);
    assertThat(read.ticks().equals(live.ticks())).isTrue();
    assertThat(read.ticks()).hasSize(ROUNDS);
    assertThat(withClasses(read))
        .hasSizeBetween(ClassHistory.MOST / 2, ClassHistory.MOST)
        .allMatch(tick -> tick.classes().equals(floor(tick.round()).classes()));
    List<Integer> rounds = withClasses(read).stream().map(Tick::round).toList();
    assertThat(IntStream.range(1, rounds.size()).map(i -> rounds.get(i) - rounds.get(i - 1)))
        .as("evenly spread")
        .containsOnly(16);
    Suspect first = new ClassGrowth().suspects(read.ticks()).get(0);
    assertThat(first.name()).isEqualTo("com.example.Kept");
    assertThat(first.exact()).isTrue();
    assertThat(first.perRequest()).isEqualTo(2.0);
  }

  @Test
  void aRunOfOrdinaryLengthKeepsThemAll() throws IOException {
    RunFolder folder = RunFolder.inside(directory.resolve("short"));
    try (LedgerWriter ledger = LedgerWriter.begin(folder, MadeRun.manifest(MadeRun.LEAKY))) {
      for (int round = 0; round < ClassHistory.MOST - 1; round++) {
        ledger.append(floor(round));
      }
    }
    assertThat(withClasses(LedgerReader.read(folder))).hasSize(ClassHistory.MOST - 1);
  }
}
