package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LargestGainTest {
  /** Forty floors, 100 requests apart; the array doubles at the twentieth. */
  private static List<Tick> floors(long others) {
    List<Tick> floors = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Map<String, ClassCount> classes =
          Map.of(
              "[J", new ClassCount(9, i < 20 ? 4_000_000 : 8_000_000),
              "java.lang.String", new ClassCount(500, 12_000 + others * i));
      floors.add(
          new Tick(
              "a",
              Tick.Kind.FLOOR,
              0,
              i,
              i * 1_000_000_000L,
              Instant.EPOCH,
              new RequestCounts(100L * i, 0, 0),
              new TreeMap<>(),
              new TreeMap<>(),
              classes));
    }
    return floors;
  }

  @Test
  void anArrayThatDoublesOnceIsNamed() {
    Suspect suspect = LargestGain.of(floors(0)).orElseThrow();
    assertThat(suspect.name()).isEqualTo("long[]");
    assertThat(suspect.evidence())
        .contains("3.81 MiB in 0 instances")
        .contains("100% of the growth");
    assertThat(suspect.bytesPerRequest()).isBetween(1_200.0, 1_220.0);
  }

  @Test
  void whatExplainsMostOfTheGrowthIsNamed() {
    assertThat(LargestGain.of(floors(200_000)).map(Suspect::name)).hasValue("java.lang.String");
    assertThat(LargestGain.of(List.of())).isEmpty();
  }
}
