package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RecordingBuilderTest {
  @Test
  void aLongTrackKeepsTheLowestReadingsInOrder() {
    RecordingBuilder builder = new RecordingBuilder("long");
    int rows = 5 * RecordingBuilder.CAPACITY;
    for (int i = 0; i < rows; i++) {
      builder.add(i, 10.0 * i, i % 16 == 5 ? 100 : 200, After.FORCED);
    }
    Life life = builder.build().lives().get(0);
    assertThat(life.track(After.FORCED).length())
        .isBetween(RecordingBuilder.CAPACITY / 2, RecordingBuilder.CAPACITY);
    assertThat(life.track(After.FORCED).rows()).isEqualTo(rows);
    assertThat(Arrays.stream(life.track(After.FORCED).bytes()).filter(y -> y == 100).count())
        .isEqualTo((rows + 10) / 16);
    assertThat(life.track(After.FORCED).requests()).isSorted();
    assertThat(life.requests()).contains(10.0 * (rows - 1));
    assertThat(life.peakBytes()).isEqualTo(200);
  }

  @Test
  void manyLongLivesTakeBoundedMemoryAndTheLastIsKeptWhole() {
    RecordingBuilder builder = new RecordingBuilder("restarts");
    for (int life = 0; life < 50; life++) {
      builder.restart();
      for (int i = 0; i < 20_000; i++) {
        builder.add(i, 100, After.MINOR);
      }
    }
    Recording recording = builder.build();
    assertThat(recording.lives()).hasSize(50);
    assertThat(recording.lives().stream().mapToLong(l -> l.track(After.MINOR).length()).sum())
        .isLessThan(6L * RecordingBuilder.CAPACITY);
    assertThat(recording.lives().get(49).track(After.MINOR).length()).isEqualTo(20_000);
    assertThat(recording.lives().get(0).track(After.MINOR).rows()).isEqualTo(20_000);
  }
}
