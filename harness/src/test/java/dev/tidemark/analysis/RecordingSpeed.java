package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.recording.RecordingBuilder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/** Prints how long a verdict on a full track of readings of each kind takes, in milliseconds. */
final class RecordingSpeed {
  private static final int READINGS = 65_536;
  private static final int TIMES = 15;

  private RecordingSpeed() {}

  public static void main(String[] args) {
    for (After what : After.values()) {
      Recording recording = full(what);
      RecordingAnalyst analyst =
          new RecordingAnalyst(new ByteSize(100), new ByteSize(0), Optional.empty());
      double[] millis = new double[TIMES];
      String verdict = "";
      for (int i = 0; i < TIMES; i++) {
        long begun = System.nanoTime();
        verdict = analyst.judge(recording).verdict().name();
        millis[i] = (System.nanoTime() - begun) / 1e6;
      }
      double first = millis[0];
      Arrays.sort(millis);
      System.out.printf(
          Locale.ROOT,
          "%-8s %d readings: first %.1f ms, median %.1f ms, slowest %.1f ms, %s%n",
          what,
          READINGS,
          first,
          millis[TIMES / 2],
          millis[TIMES - 1],
          verdict);
    }
  }

  private static Recording full(After what) {
    SplittableRandom random = new SplittableRandom(1);
    RecordingBuilder builder = new RecordingBuilder(what.name());
    double requests = 0;
    for (int i = 0; i < READINGS; i++) {
      requests += 100 * random.nextDouble();
      builder.add(i, requests, 5e7 + 200 * requests + 2e6 * random.nextDouble(), what);
    }
    return builder.build();
  }
}
