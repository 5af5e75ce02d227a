package dev.tidemark.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BufferOwnersTest {
  private static Tick floor(int round, long buffers) {
    return new Tick(
        "a",
        Tick.Kind.FLOOR,
        0,
        round,
        round * 1_000_000_000L,
        Instant.EPOCH,
        new RequestCounts(1_000L * round, 0, 0),
        new TreeMap<>(),
        new TreeMap<>(),
        Map.of(
            "java.nio.DirectByteBuffer", new ClassCount(buffers, 64 * buffers),
            "java.lang.String", new ClassCount(100L * round, 2_400L * round)));
  }

  @Test
  void aFewBuffersThatOwnMuchAreNamed() {
    Suspect suspect = BufferOwners.of(List.of(floor(1, 4), floor(20, 9))).orElseThrow();
    assertThat(suspect.name()).isEqualTo("java.nio.DirectByteBuffer");
    assertThat(suspect.perRequest()).isEqualTo(5.0 / 19_000);
    assertThat(suspect.evidence()).startsWith("5 more of them");
    assertThat(suspect.advice()).contains("native memory");
  }

  @Test
  void buffersThatAreNoMoreThanBeforeAreNot() {
    assertThat(BufferOwners.of(List.of(floor(1, 4), floor(20, 4)))).isEmpty();
    assertThat(BufferOwners.of(List.of(floor(1, 4)))).isEmpty();
  }
}
