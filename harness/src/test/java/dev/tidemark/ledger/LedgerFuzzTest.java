package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged ledgers: each is judged all the same, and what was wrong is said in one line. */
class LedgerFuzzTest {
  private static final int ROUNDS = 60;

  @TempDir Path directory;
  private RunFolder folder = new RunFolder(Path.of("."));
  private List<String> lines = List.of();
  private RunRecord whole =
      new RunRecord(MadeRun.manifest(), List.of(), List.of(), Map.of(), List.of());

  @BeforeEach
  void writeARun() throws IOException {
    folder = RunFolder.inside(directory.resolve("made"));
    MadeRun.write(folder, MadeRun.rows(9, ROUNDS));
    lines = List.copyOf(Files.readAllLines(folder.ledger()));
    whole = LedgerReader.read(folder);
  }

  /** What may befall a file. */
  enum Damage {
    TRUNCATED,
    GARBLED,
    OVERWRITTEN,
    LINES_MISSING,
    LINES_REPEATED,
    LINES_SHUFFLED,
    LINES_JOINED,
    NUMBERS_HUGE,
    NUMBERS_ODD;

    private static final List<String> HUGE =
        List.of("1e300", "-9e99", "1e999", "9223372036854775807", "99999999999999999999");
    private static final List<String> ODD =
        List.of("-1", "0", "\"7\"", "null", "NaN", "1.5", "[]", "{}", "00");

    byte[] to(byte[] bytes, Random random) {
      return switch (this) {
        case TRUNCATED -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
        case GARBLED -> garbled(bytes, random);
        case OVERWRITTEN -> overwritten(bytes, random);
        default -> {
          String text = new String(bytes, StandardCharsets.UTF_8);
          List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
          change(lines, random);
          yield String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        }
      };
    }

    private static byte[] garbled(byte[] bytes, Random random) {
      byte[] garbled = bytes.clone();
      for (int i = random.nextInt(200); i >= 0; i--) {
        garbled[random.nextInt(garbled.length)] = (byte) random.nextInt(256);
      }
      return garbled;
    }

    private static byte[] overwritten(byte[] bytes, Random random) {
      byte[] garbled = bytes.clone();
      int from = random.nextInt(garbled.length);
      byte[] noise = new byte[Math.min(garbled.length - from, random.nextInt(20_000))];
      if (random.nextBoolean()) {
        random.nextBytes(noise);
      }
      System.arraycopy(noise, 0, garbled, from, noise.length);
      return garbled;
    }

    private void change(List<String> lines, Random random) {
      int at = random.nextInt(lines.size() - 1);
      switch (this) {
        case LINES_MISSING -> lines.removeIf(line -> random.nextInt(5) == 0);
        case LINES_REPEATED -> {
          int to = Math.min(lines.size(), at + 1 + random.nextInt(40));
          List<String> block = List.copyOf(lines.subList(at, to));
          lines.addAll(random.nextBoolean() ? to : lines.size(), block);
        }
        case LINES_SHUFFLED ->
            Collections.shuffle(lines.subList(at, Math.min(lines.size(), at + 30)), random);
        case LINES_JOINED -> lines.set(at, lines.get(at) + lines.remove(at + 1));
        default ->
            lines.replaceAll(line -> random.nextInt(4) == 0 ? otherNumber(line, random) : line);
      }
    }

    private String otherNumber(String line, Random random) {
      List<String> others = this == NUMBERS_HUGE ? HUGE : ODD;
      String[] parts = line.split("(?<=:)(?=[-0-9])|(?<=[0-9])(?=[,}])", -1);
      int at = random.nextInt(parts.length);
      if (parts[at].matches("-?[0-9.E]+")) {
        parts[at] = others.get(random.nextInt(others.size()));
      }
      return String.join("", parts);
    }
  }

  private RunRecord read(byte[] bytes) throws IOException {
    Files.write(folder.ledger(), bytes);
    return LedgerReader.read(folder);
  }

  private static Verdict.Kind kind(RunVerdict verdict, String arm) {
    return verdict.targets().stream()
        .filter(target -> target.name().equals(arm))
        .map(TargetVerdict::verdict)
        .map(Verdict::kind)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theUndamagedRunIsJudgedRightWithoutADefect() {
    assertThat(whole.defects()).isEmpty();
    RunVerdict verdict = new RunAnalysis(false).judge(whole);
    assertThat(kind(verdict, MadeRun.LEAKY)).isEqualTo(Verdict.Kind.LEAK);
    assertThat(kind(verdict, MadeRun.FLAT)).isEqualTo(Verdict.Kind.PLATEAU);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedLedgerIsReadAndJudgedAndTheDefectSaid(Damage damage) throws IOException {
    byte[] bytes = Files.readAllBytes(folder.ledger());
    int rows = whole.ticks().size() + whole.events().size();
    for (int seed = 0; seed < 15; seed++) {
      byte[] damaged = damage.to(bytes.clone(), new Random(seed));
      RunRecord record = read(damaged);
      RunVerdict verdict = new RunAnalysis(false).judge(record);
      String what = damage + " " + seed;
      assertThat(kind(verdict, MadeRun.FLAT)).as(what).isNotEqualTo(Verdict.Kind.LEAK);
      assertThat(kind(verdict, MadeRun.LEAKY)).as(what).isNotEqualTo(Verdict.Kind.PLATEAU);
      assertThat(record.defects()).as(what).allMatch(line -> line.lines().count() == 1);
      assertThat(record.defects()).as(what).hasSizeLessThan(22);
      long linesNow = new String(damaged, StandardCharsets.ISO_8859_1).lines().count();
      int rowsNow = record.ticks().size() + record.events().size();
      if (rowsNow < Math.min(rows, linesNow)) {
        assertThat(record.defects()).as(what).isNotEmpty();
      }
    }
  }

  @Test
  void aMissingRoundIsNamed() throws IOException {
    List<String> without = new ArrayList<>(lines);
    without.removeIf(
        line -> line.contains("FLOOR") && line.contains("leaky") && line.contains("\"round\":7,"));
    assertThat(read(String.join("\n", without).getBytes(StandardCharsets.UTF_8)).defects())
        .singleElement()
        .asString()
        .contains("round 7 of leaky has no floor");
  }

  @Test
  void aRepeatedLineIsLeftOut() throws IOException {
    List<String> twice = new ArrayList<>();
    lines.forEach(line -> Collections.addAll(twice, line, line));
    RunRecord record = read(String.join("\n", twice).getBytes(StandardCharsets.UTF_8));
    assertThat(record.ticks().equals(whole.ticks())).isTrue();
    assertThat(record.events()).isEqualTo(whole.events());
    assertThat(record.defects()).anyMatch(line -> line.contains("line 2 repeats"));
  }

  @Test
  void aCountThatWasGarbledIntoAHugeOneCostsThatRowAlone() throws IOException {
    List<String> garbled = new ArrayList<>(lines);
    garbled.replaceAll(
        line ->
            line.contains("FLOOR") && line.contains("\"round\":9,") && line.contains("leaky")
                ? line.replaceFirst("\"completed\":[0-9]+", "\"completed\":900000000000")
                : line);
    RunRecord record = read(String.join("\n", garbled).getBytes(StandardCharsets.UTF_8));
    assertThat(record.ticksOf(MadeRun.LEAKY).stream().filter(t -> t.kind() == Tick.Kind.FLOOR))
        .hasSize(ROUNDS)
        .noneMatch(tick -> tick.round() == 9);
    assertThat(record.defects()).singleElement().asString().contains("fewer requests");
  }

  @Test
  void aClockThatRunsBackIsNamedAndTheFloorsStay() throws IOException {
    List<String> back = new ArrayList<>(lines);
    back.replaceAll(
        line ->
            line.contains("FLOOR") && line.contains("\"round\":20,")
                ? line.replaceFirst("\"nanos\":[0-9]+", "\"nanos\":-5")
                : line);
    RunRecord record = read(String.join("\n", back).getBytes(StandardCharsets.UTF_8));
    assertThat(record.defects()).hasSize(2).allMatch(line -> line.contains("runs back in time"));
    assertThat(record.ticks()).hasSameSizeAs(whole.ticks());
  }

  @Test
  void aReadingThatNoProcessCanReachIsAGapInItsRow() throws IOException {
    List<String> huge = new ArrayList<>(lines);
    huge.replaceAll(
        line ->
            line.contains("FLOOR") && line.contains("\"round\":20,")
                ? line.replaceFirst("(jvm.thread.count\":\\{\"value\":)[0-9.]+", "$11e300")
                : line);
    RunRecord record = read(String.join("\n", huge).getBytes(StandardCharsets.UTF_8));
    assertThat(record.ticks())
        .filteredOn(tick -> tick.kind() == Tick.Kind.FLOOR && tick.round() == 20)
        .hasSize(2)
        .allMatch(tick -> tick.missed().containsKey("jvm.thread.count"))
        .noneMatch(tick -> tick.samples().containsKey("jvm.thread.count"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"7\"", "null", "true", "[1]", "{}"})
  void whatIsWrittenInPlaceOfANumberIsNoZero(String other) throws IOException {
    for (String field : List.of("value", "completed", "round", "nanos")) {
      List<String> odd = new ArrayList<>(lines);
      int at = odd.size() / 2;
      while (!odd.get(at).contains("FLOOR")) {
        at++;
      }
      String line =
          odd.get(at).replaceFirst("\"" + field + "\":[-0-9.E]+", "\"" + field + "\":" + other);
      assertThat(line).isNotEqualTo(odd.set(at, line));
      RunRecord record = read(String.join("\n", odd).getBytes(StandardCharsets.UTF_8));
      assertThat(record.ticks()).hasSize(whole.ticks().size() - 1);
      assertThat(record.defects().get(0)).contains("line " + (at + 1) + " is torn");
    }
  }

  @Test
  void zerosInPlaceOfTextAreTornLines() throws IOException {
    RunRecord record = read(new byte[] {0, 0, 1, 1, 'x', '\n', '{', 0, 0, 0, '\n', 0, '{', 0, 1});
    assertThat(record.ticks()).isEmpty();
    assertThat(record.defects()).hasSize(3).allMatch(line -> line.contains("is torn"));
  }

  @Test
  void manyDefectsAreCounted() throws IOException {
    RunRecord record = read("garbage\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
    assertThat(record.ticks()).isEmpty();
    assertThat(record.defects()).hasSize(21);
    assertThat(record.defects().get(20)).contains("99980 more");
  }

  @Test
  void aDamagedManifestIsRefusedInOneLine() throws IOException {
    byte[] manifest = Files.readAllBytes(folder.manifest());
    for (int seed = 0; seed < 80; seed++) {
      Random random = new Random(seed);
      byte[] damaged =
          seed % 2 == 0
              ? Arrays.copyOf(manifest, random.nextInt(manifest.length))
              : Damage.GARBLED.to(manifest, random);
      Files.write(folder.manifest(), damaged);
      try {
        new RunAnalysis(false).judge(LedgerReader.read(folder));
      } catch (IOException e) {
        assertThat(e.getMessage()).as("seed " + seed).isNotBlank().doesNotContain("\n");
        assertThat(e.getMessage()).as("seed " + seed).contains("manifest");
      }
    }
  }

  @Test
  void aDamagedLatencyLogCostsTheLatencyAlone() throws IOException {
    byte[] log =
        "#[Histogram log format version 1.3]\n0.1,1.0,2.0,HISTFAAAAB14nA==\nx,y\n"
            .getBytes(StandardCharsets.UTF_8);
    for (int seed = 0; seed < 100; seed++) {
      Files.write(folder.latency(), Damage.GARBLED.to(log, new Random(seed)));
      RunRecord record = LedgerReader.read(folder);
      assertThat(record.ticks()).isNotEmpty();
      assertThat(record.defects()).allMatch(line -> line.lines().count() == 1);
    }
  }
}
