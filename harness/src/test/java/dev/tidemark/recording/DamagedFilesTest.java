package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.RecordingAnalyst;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with bytes lost or changed: each is judged, or refused in one line. {@code
 * -Dtidemark.damage=20} damages twenty times as many.
 */
@Timeout(1200)
class DamagedFilesTest {
  @TempDir Path folder;

  @Test
  void csv() throws Exception {
    damage(csvText().getBytes(StandardCharsets.UTF_8), 200, 1);
  }

  @Test
  void gzip() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(csvText().getBytes(StandardCharsets.UTF_8));
    }
    damage(bytes.toByteArray(), 200, 2);
  }

  @Test
  void gcLog() throws Exception {
    Path log = folder.resolve("gc.log");
    assertThat(
            Jdk.running().churn(folder.resolve("out"), "-XX:+UseSerialGC", "-Xlog:gc*:file=" + log))
        .isZero();
    damage(Files.readAllBytes(log), 100, 3);
  }

  @Test
  void gcLogOfJdk8() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append(i)
          .append(".500: [GC (Allocation Failure) [PSYoungGen: 65536K->107K(76288K)] 65536K->")
          .append(14_000 + i)
          .append("K(251392K), 0.0123 secs] [Times: user=0.03 sys=0.01, real=0.01 secs]\n");
    }
    damage(text.toString().getBytes(StandardCharsets.UTF_8), 200, 4);
  }

  @Test
  void prometheus() throws Exception {
    StringBuilder text = new StringBuilder("{\"status\":\"success\",\"data\":{\"resultType\":");
    text.append("\"matrix\",\"result\":[");
    for (String metric : List.of("http_requests_total", "heap_used_bytes")) {
      text.append(metric.startsWith("heap") ? "," : "");
      text.append("{\"metric\":{\"__name__\":\"").append(metric).append("\"},\"values\":[");
      for (int i = 0; i < 60; i++) {
        text.append(i > 0 ? "," : "").append('[').append(1_700_000_000 + 15 * i).append(",\"");
        text.append(metric.startsWith("heap") ? 50_000_000 + i : 100 * i).append("\"]");
      }
      text.append("]}");
    }
    damage(text.append("]}}").toString().getBytes(StandardCharsets.UTF_8), 200, 5);
  }

  @Test
  void jfr() throws Exception {
    Path file = folder.resolve("a.jfr");
    assertThat(
            Jdk.running()
                .churn(
                    folder.resolve("out"),
                    "-XX:StartFlightRecording=settings=default,filename=" + file))
        .isZero();
    damage(Files.readAllBytes(file), 40, 6);
  }

  private static String csvText() {
    StringBuilder text = new StringBuilder("t_ms,requests,used_bytes,floor_bytes,event\n");
    for (int i = 1; i <= 60; i++) {
      text.append(i * 1000).append(',').append(i * 100).append(",60000000,");
      text.append(40_000_000 + i * 1000).append(",floor\n");
    }
    return text.toString();
  }

  private void damage(byte[] whole, int times, long seed) throws IOException {
    Random random = new Random(seed);
    Path file = folder.resolve("damaged");
    judge(Files.write(file, whole), "the whole file");
    for (int i = 0; i < times * Integer.getInteger("tidemark.damage", 1); i++) {
      judge(Files.write(file, damaged(whole, random)), "seed " + seed + ", file " + i);
    }
  }

  private static byte[] damaged(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(bytes, random.nextInt(bytes.length));
      }
      case 1 -> {
        int from = random.nextInt(bytes.length);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(200));
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - (to - from));
        System.arraycopy(bytes, to, shorter, from, bytes.length - to);
        return shorter;
      }
      case 2 -> {
        // digits for digits: what stays well formed and says something else
        for (int i = 0; i < 20; i++) {
          int at = random.nextInt(bytes.length);
          bytes[at] = (byte) (Character.isDigit(bytes[at]) ? '0' + random.nextInt(10) : bytes[at]);
        }
        return bytes;
      }
      default -> {
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
          bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return bytes;
      }
    }
  }

  private static void judge(Path file, String which) {
    try {
      Found found = new RecordingFiles(ReadingOptions.NONE).read("damaged", List.of(file));
      for (Recording recording : found.recordings()) {
        assertThat(
                new RecordingAnalyst(new ByteSize(100), new ByteSize(0), Optional.empty())
                    .judge(recording)
                    .verdict()
                    .reason())
            .isNotBlank();
      }
    } catch (UnreadableRecording e) {
      assertThat(e.complaint()).as(which).isNotBlank().hasLineCount(1);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(which, e);
    }
  }
}
