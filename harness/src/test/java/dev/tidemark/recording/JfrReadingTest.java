package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JfrReadingTest {
  private static final double MIB = 1 << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "17, -XX:+UseSerialGC",
    "17, -XX:+UseParallelGC",
    "17, -XX:+UseG1GC",
    "17, -XX:+UseZGC",
    "25, -XX:+UseG1GC",
    "25, -XX:+UseZGC"
  })
  void everyForcedCollectionIsFoundWithWhatIsHeld(int version, String collector) throws Exception {
    List<Jdk> jdks = Jdk.of(version);
    assumeFalse(jdks.isEmpty(), "there is no JDK " + version + " here");
    Path file = folder.resolve("a.jfr");
    int exit =
        jdks.get(0)
            .churn(
                folder.resolve("out"),
                collector,
                "-XX:StartFlightRecording=settings=default,filename=" + file);
    assertThat(exit).isZero();
    Recording recording = read(file);
    Life life = only(recording);
    double[] held = life.track(After.FORCED).bytes();
    assertThat(held).hasSize(Churner.STEPS);
    assertThat((held[held.length - 1] - held[0]) / MIB)
        .isBetween(Churner.STEPS - 4.0, Churner.STEPS + 2.0);
    assertThat(life.peakBytes()).isGreaterThan(held[held.length - 1]);
    assertThat(life.seconds()).isPositive();
    assertThat(recording.limit())
        .hasValueSatisfying(limit -> assertThat(limit.size()).isEqualTo(ByteSize.ofMebibytes(64)));
    assertThat(recording.defects()).isEmpty();
  }

  @Test
  void aCompressedRecordingIsReadAndATornOneNamed() throws Exception {
    Path file = folder.resolve("a.jfr");
    int exit =
        Jdk.running()
            .churn(
                folder.resolve("out"),
                "-XX:StartFlightRecording=settings=default,filename=" + file);
    assertThat(exit).isZero();
    Path compressed = folder.resolve("a.jfr.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
      Files.copy(file, out);
    }
    assertThat(only(read(compressed)).track(After.FORCED).bytes())
        .isEqualTo(only(read(file)).track(After.FORCED).bytes());
    byte[] bytes = Files.readAllBytes(file);
    Path torn = Files.write(folder.resolve("torn.jfr"), Arrays.copyOf(bytes, bytes.length / 2));
    assertThatThrownBy(() -> read(torn))
        .isInstanceOf(UnreadableRecording.class)
        .message()
        .hasLineCount(1);
  }

  private static Recording read(Path file) throws UnreadableRecording {
    Found found = new RecordingFiles(ReadingOptions.NONE).read("a", List.of(file));
    assertThat(found.format()).isEqualTo(Format.JFR);
    return found.recordings().get(0);
  }

  private static Life only(Recording recording) {
    assertThat(recording.lives()).hasSize(1);
    return recording.lives().get(0);
  }
}
