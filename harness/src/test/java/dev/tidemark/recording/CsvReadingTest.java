package dev.tidemark.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.recording.ReadingOptions.Role;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvReadingTest {
  private static final String TRACE =
      "t_ms,requests,inflight,used_bytes,after_gc_bytes,floor_bytes,rss_bytes,event\n";

  @TempDir Path folder;

  @Test
  void aTraceTellsFloorsCollectionsAndUse() throws Exception {
    Life life =
        only(
            read(
                TRACE
                    + "250,124,3,58823874,,,121726474,\n"
                    + "500,239,3,59993830,59220731,,122760332,gc_minor\n"
                    + "750,347,4,61494602,59220731,,124593088,\n"
                    + "1000,454,3,61442858,57059146,,124586019,gc_major\n"
                    + "1250,500,0,57000000,57000000,57000000,124586019,floor\n"));
    assertThat(life.track(After.FORCED).bytes()).containsExactly(57_000_000);
    assertThat(life.track(After.FORCED).requests()).containsExactly(500);
    assertThat(life.track(After.MAJOR).bytes()).containsExactly(57_059_146);
    assertThat(life.track(After.MINOR).bytes()).containsExactly(59_220_731);
    assertThat(life.track(After.NOTHING).length()).isEqualTo(5);
    assertThat(life.track(After.MINOR).seconds()).containsExactly(0.25);
    assertThat(life.seconds()).isEqualTo(1);
    assertThat(life.requests()).contains(376.0);
  }

  @Test
  void withoutEventsAChangeOfTheCarriedReadingIsACollection() throws Exception {
    Life life =
        only(
            read(
                """
                t_ms,requests,after_gc_bytes
                1,1,50000000
                2,2,50000000
                3,3,51000000
                4,4,51000000
                """));
    assertThat(life.track(After.MINOR).requests()).containsExactly(1, 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void anySeparatorWillDo(String separator) throws Exception {
    String text =
        String.join(separator, "time", "requests", "\"heap, used; (MB)\"")
            + "\n"
            + String.join(separator, "1.5", "\"10\"", "12.5")
            + "\n"
            + String.join(separator, "2.5", "20", "\"13\"")
            + "\n";
    Life life = only(read(text));
    assertThat(life.track(After.NOTHING).bytes()).containsExactly(12.5 * 1048576, 13.0 * 1048576);
    assertThat(life.requests()).contains(10.0);
  }

  @Test
  void aCommaIsADecimalPointWhereItSeparatesNothing() throws Exception {
    Life life = only(read("time;requests;heap_mb\n1,5;10;12,5\n3,5;20;12,5\n"));
    assertThat(life.track(After.NOTHING).bytes()[0]).isEqualTo(12.5 * 1048576);
    assertThat(life.seconds()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void aByteOrderMarkAndCarriageReturnsAreNoPartOfTheText(String charset) throws Exception {
    String text = "\ufefftime,requests,rss_kb\r\n1.5,1,90000\r\n2.5,2,90001\r\n";
    Path file = folder.resolve("a.csv");
    Files.write(file, text.getBytes(Charset.forName(charset)));
    Life life = only(read(file, ReadingOptions.NONE).recordings().get(0));
    assertThat(life.track(After.NOTHING).bytes()).containsExactly(90_000 * 1024.0, 90_001 * 1024.0);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T02:00:00Z, 2026-03-01T02:00:10Z",
    "2026-03-01 02:00:00.500, 2026-03-01 02:00:10.500",
    "2026-03-01T23:59:55+01:00, 2026-03-01T23:00:05Z",
    "1772330400, 1772330410",
    "1772330400000, 1772330410000",
    "1772330400000000000, 1772330410000000000",
    "0.5, 10.5"
  })
  void timeIsToldInAnyUsualForm(String first, String second) throws Exception {
    Life life =
        only(read("timestamp,memory_bytes\n" + first + ",50000000\n" + second + ",50000000\n"));
    assertThat(life.seconds()).isBetween(9.999, 10.001);
    assertThat(life.requests()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "heap (MiB), 1048576",
    "heapMiB, 1048576",
    "heap_mb, 1048576",
    "usedMemoryKb, 1024",
    "RSS [KiB], 1024",
    "memory GB, 1073741824",
    "memory_used_bytes, 1"
  })
  void theUnitOfMemoryIsToldByTheName(String column, double unit) throws Exception {
    Life life = only(read("time,requests," + column + "\n1.5,1,70\n2.5,2,71\n"));
    assertThat(life.track(After.NOTHING).bytes()).containsExactly(70 * unit, 71 * unit);
  }

  @Test
  void columnsAndUnitsAreAsTheUserSays() throws Exception {
    ReadingOptions options =
        new ReadingOptions(
            Map.of(Role.TIME, "when", Role.REQUESTS, "n", Role.MEMORY, "LIVE"),
            Map.of(),
            Optional.of(new ByteSize(1024)),
            Optional.of(TimeUnit.MILLISECONDS),
            Optional.of(After.FORCED));
    Found found = read("when,n,rss,live\n1000,5,7,70000\n3000,6,7,70001\n", options);
    Life life = only(found.recordings().get(0));
    assertThat(life.track(After.FORCED).bytes()).containsExactly(70_000 * 1024.0, 70_001 * 1024.0);
    assertThat(life.seconds()).isEqualTo(2);
    assertThat(found.remarks()).isEmpty();
  }

  @Test
  void whatWasGuessedIsSaid() throws Exception {
    Found found = read("ts,reqs,usedHeap (MB)\n0.5,1,50\n1.5,2,50\n", ReadingOptions.NONE);
    assertThat(found.remarks())
        .singleElement()
        .asString()
        .contains("time from column 'ts'", "'reqs'", "'usedHeap (MB)'", "1.00 MiB");
  }

  @Test
  void cellsMayBringTheirUnit() throws Exception {
    Life life = only(read("time,requests,memory\n1.5,1,50 MB\n2.5,2,51200 KiB\n"));
    assertThat(life.track(After.NOTHING).bytes()).containsExactly(50 * 1048576.0, 50 * 1048576.0);
    refused("time,requests,memory\n1.5,1,50 MB\n2.5,2,51200000\n", "row 3", "unit");
  }

  @Test
  void aChoiceThatIsNotPlainIsTheUsers() {
    refused("time,requests,heap,rss\n1,1,1,1\n", "'heap' and 'rss'", "--memory-column");
    refused("time,requests,memory\n1,1,512\n2,2,513\n", "513", "--memory-unit");
    refused("time,heap_mb\n10,512\n20,513\n", "--time-unit");
    refused("heap_mb,colour\n10,512\n", "--requests-column or --time-column");
  }

  @Test
  void requestsThatFallAreARestart() throws Exception {
    Recording recording =
        read(TRACE + floors(0, 5, 1000) + "6000,10,0,,,40000000,,\n7000,20,0,,,40000000,,\n");
    assertThat(recording.lives()).hasSize(2);
    assertThat(recording.lives().get(1).requests()).contains(10.0);
    assertThat(recording.lives().get(1).track(After.FORCED).length()).isEqualTo(2);
    assertThat(recording.defects()).singleElement().asString().contains("restart", "row 7");
  }

  @Test
  void aRestartThatIsToldIsNoDefect() throws Exception {
    Recording recording =
        read(TRACE + floors(0, 5, 1000) + "100,0,0,,,40000000,,restart\n200,20,0,,,40000000,,\n");
    assertThat(recording.lives()).hasSize(2);
    assertThat(recording.defects()).isEmpty();
  }

  @Test
  void aRateIsNoCountOfRequests() {
    StringBuilder text = new StringBuilder("time,requests,heap_mb\n");
    for (int i = 0; i < 100; i++) {
      text.append(i + ".5," + (i % 3 == 0 ? 40 : 50 + i % 2) + ",50\n");
    }
    refused(text.toString(), "requests fall in 50 of 100 rows", "not a rate");
  }

  @Test
  void timeThatRunsBackwardsIsNamedAndCountedOn() throws Exception {
    Recording recording =
        read(TRACE + "9000,1,,,,40000000,,\n5000,2,,,,40000000,,\n6000,3,,,,40000000,,\n");
    assertThat(only(recording).track(After.FORCED).seconds()).containsExactly(0, 0, 1);
    assertThat(recording.defects()).singleElement().asString().contains("backwards", "row 3");
    refused(
        TRACE + "9000,1,,,,40000000,,\n8000,2,,,,40000000,,\n7000,3,,,,40000000,,\n6000,4,,,,1,,\n",
        "time runs backwards in 3 of 4 rows: sort it");
  }

  @Test
  void whatIsNoNumberIsAGapThatIsNamed() throws Exception {
    Recording recording =
        read(TRACE + "1,1,,,,NaN,,\n2,2,,,,40000000,,\n3,3,,,,,,\n4,4,,,,null,,\n5,,,,,5,,\n");
    assertThat(only(recording).track(After.FORCED).requests()).containsExactly(2);
    assertThat(recording.defects())
        .containsExactly(
            "floor_bytes is 'NaN': left out (row 2)",
            "floor_bytes is 'null': left out (row 5)",
            "a row tells no requests: left out (row 6)");
  }

  @Test
  void aNegativeUseIsAGapThatIsNamed() throws Exception {
    Recording recording =
        read(TRACE + "1,1,0,-55538520,-1,,,\n2,2,0,-55538521,-1,,,\n3,3,0,,,40000000,,\n");
    assertThat(only(recording).track(After.NOTHING).length()).isZero();
    assertThat(recording.defects())
        .containsExactly("used_bytes is below 0: left out (2 times, first at row 2)");
    refused(TRACE + "3,3,0,,,-40000000,,\n", "row 2 has '-40000000' for floor_bytes");
  }

  @Test
  void mixedUnitsAreRefused() {
    refused(TRACE + floors(0, 5, 1000) + "6000,6000,0,,,39063,,\n", "row 7", "units are mixed");
  }

  @Test
  void aTornEndIsNamedAndATornMiddleRefused() throws Exception {
    Recording recording = read(TRACE + floors(0, 3, 1000) + "4000,40");
    assertThat(only(recording).track(After.FORCED).length()).isEqualTo(3);
    assertThat(recording.defects()).singleElement().asString().contains("torn", "row 5");
    Recording unended = read("requests,floor_bytes\n1,40000000\n2,40000000\n3,4000");
    assertThat(only(unended).track(After.FORCED).length()).isEqualTo(2);
    assertThat(unended.defects()).singleElement().asString().contains("no line end", "row 4");
    refused(TRACE + "4000,40\n" + floors(0, 3, 1000), "row 2 has 2 cells");
    refused(TRACE + "\"4000,40,,,,,,\n" + floors(0, 3, 1000), "row 2 has a quote");
    refused(TRACE + "1".repeat(200_000) + "\n", "row 2 is longer than");
  }

  @Test
  void aGzipFileIsReadAsFarAsItIsWhole() throws Exception {
    Path file = folder.resolve("trace.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write((TRACE + floors(0, 20_000, 7)).getBytes(StandardCharsets.UTF_8));
    }
    Recording whole = read(file, ReadingOptions.NONE).recordings().get(0);
    assertThat(only(whole).track(After.FORCED).length()).isEqualTo(20_000);
    assertThat(whole.defects()).isEmpty();
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 2));
    Recording torn = read(file, ReadingOptions.NONE).recordings().get(0);
    assertThat(only(torn).track(After.FORCED).length()).isBetween(5_000, 15_000);
    assertThat(torn.defects()).anyMatch(defect -> defect.contains("compressed file is torn"));
  }

  @Test
  void aPipeIsReadOnce() throws Exception {
    Path pipe = folder.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    Path file = Files.writeString(folder.resolve("a.csv"), TRACE + floors(0, 50_000, 7));
    Process writer = new ProcessBuilder("sh", "-c", "cat '" + file + "' > '" + pipe + "'").start();
    Life life = only(read(pipe, ReadingOptions.NONE).recordings().get(0));
    assertThat(life.track(After.FORCED).length()).isEqualTo(50_000);
    assertThat(writer.waitFor()).isZero();
  }

  @Test
  void manyRowsOfOneValueTakeBoundedMemory() throws Exception {
    Path file = folder.resolve("long.csv");
    int rows = 300_000;
    try (var out = Files.newBufferedWriter(file)) {
      out.write("requests,floor_bytes\n");
      for (int i = 0; i < rows; i++) {
        out.write(i + ",40000000\n");
      }
    }
    Recording recording = read(file, ReadingOptions.NONE).recordings().get(0);
    assertThat(only(recording).track(After.FORCED).length()).isLessThanOrEqualTo(65_536);
    assertThat(only(recording).track(After.FORCED).rows()).isEqualTo(rows);
  }

  @Test
  void whatIsNoRecordingIsSaidInOneLine() {
    refused("", "is empty");
    refused("\n\n", "nothing but blanks");
    refused(TRACE, "no rows");
    refused(TRACE + "1,1,,,,,,\n", "no reading of floor_bytes");
    refused("\u0000\u0001", "is not text");
    refused("<html></html>", "XML or HTML");
    refused("a,b,c\n1,2,3\n", "no column of memory", "a, b, c");
    refused("just a sentence\nand another\n", "no column");
  }

  private static String floors(int from, int to, int requests) {
    StringBuilder text = new StringBuilder();
    for (int i = from + 1; i <= to; i++) {
      text.append(i * 1000L).append(',').append((long) i * requests).append(",0,,,40000000,,\n");
    }
    return text.toString();
  }

  private void refused(String text, String... said) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(UnreadableRecording.class)
        .hasMessageContainingAll(said)
        .message()
        .hasLineCount(1);
  }

  private Recording read(String text) throws Exception {
    return read(text, ReadingOptions.NONE).recordings().get(0);
  }

  private Found read(String text, ReadingOptions options) throws Exception {
    return read(Files.writeString(folder.resolve("a.csv"), text), options);
  }

  private static Found read(Path file, ReadingOptions options)
      throws UnreadableRecording, IOException {
    return new RecordingFiles(options).read("a", List.of(file));
  }

  private static Life only(Recording recording) {
    assertThat(recording.lives()).hasSize(1);
    return recording.lives().get(0);
  }
}
