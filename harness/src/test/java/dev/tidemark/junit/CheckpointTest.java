package dev.tidemark.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {
  /** What is gained between two checkpoints. */
  private record Gained(long number) {}

  @Test
  void whatWasGainedSinceTheLastOneIsPrintedByClass() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Checkpoint checkpoint = new Checkpoint(new PrintStream(printed, true, StandardCharsets.UTF_8));
    checkpoint.at("begin");
    List<Gained> kept = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      kept.add(new Gained(i));
    }
    checkpoint.at("after the loop");
    String text = printed.toString(StandardCharsets.UTF_8);
    assertThat(text).contains("checkpoint begin: ").contains("since begin");
    assertThat(text.lines().filter(line -> line.contains(Gained.class.getName())))
        .singleElement()
        .asString()
        .contains("+50,000", "+1.14 MiB");
    assertThat(kept).hasSize(50_000);
  }
}
