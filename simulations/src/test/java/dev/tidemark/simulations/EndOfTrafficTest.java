package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.Tick;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Rounds of 1.5 s each. */
final class EndOfTrafficTest {
  private static final long ROUND_NANOS = 1_500_000_000;

  private static Optional<RunRecord> record(int smallRounds, int largeRounds) {
    List<Tick> ticks = new ArrayList<>();
    for (int round = 0; round < smallRounds + largeRounds; round++) {
      ticks.add(
          new Tick(
              "candidate",
              Tick.Kind.FLOOR,
              round < smallRounds ? 0 : 1,
              round,
              round * ROUND_NANOS,
              Instant.EPOCH,
              new RequestCounts(0, 0, 0),
              new TreeMap<>(),
              new TreeMap<>(),
              Map.of(),
              new TreeMap<>()));
    }
    Path here = Path.of("");
    RunConfig config = RunConfig.of(Settings.of(Map.of()), here, here);
    RunManifest manifest =
        new RunManifest(
            1, "run", Instant.EPOCH, "0", Optional.empty(), "Own", 1, config.plan(), List.of());
    return Optional.of(new RunRecord(manifest, ticks, List.of(), Map.of(), List.of()));
  }

  @Test
  void howMuchLongerIsSaidOnceTheRoundsAreAsLongAsTheyWillBe() {
    assertThat(EndOfTraffic.advice(record(24, 43)))
        .contains("let it send for 20 s longer", "-Dtidemark.budget", "round 43 of 54.");
  }

  @Test
  void beforeThatItCannotBeKnown() {
    assertThat(EndOfTraffic.advice(record(20, 0))).endsWith("let it send for longer.");
    assertThat(EndOfTraffic.advice(Optional.empty())).endsWith("let it send for longer.");
  }
}
