package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeCommandTest {
  private static final ObjectReader JSON = new JsonMapper().readerFor(JsonNode.class);

  @TempDir Path folder;

  @Test
  void aRunFolderIsJudgedAndLeftAsItIs() throws IOException {
    Path run = RunFolders.growing(folder.resolve("leaky"), 2_000);
    List<String> before = content(run);
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "leaky");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out())
        .contains("LEAK", "1.95 KiB per request", "fail")
        .doesNotContain("report");
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(outcome.err()).isEmpty();
    assertThat(content(run)).isEqualTo(before);
  }

  @Test
  void aKilledRunIsJudgedByTheRowsThatAreWhole() {
    RunFolders.torn(RunFolders.growing(folder.resolve("killed"), 2_000));
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "killed");
    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out()).contains("LEAK", "line 62 is torn");
  }

  @Test
  void theReportIsNamedWhereThereIsOne() throws IOException {
    Path run = RunFolders.growing(folder.resolve("flat"), 0);
    Files.writeString(run.resolve("report.html"), "");
    assertThat(new Session(folder).tidemark("analyze", "flat").out()).contains("flat/report.html");
  }

  @Test
  void whatIsAskedAnewReplacesWhatTheRunWasAsked() {
    RunFolders.growing(folder.resolve("run"), 2_000);
    Session session = new Session(folder);
    Session.Outcome within = session.tidemark("analyze", "run", "--cache-allowance", "1 GiB");
    assertThat(within.exit()).isZero();
    assertThat(within.out()).contains("GROWING");
    assertThat(session.tidemark("analyze", "run", "--cache-allowance", "1 GiB", "--strict").exit())
        .isEqualTo(1);
    assertThat(session.tidemark("analyze", "run", "--limit", "1 GiB").out())
        .contains("1.00 GiB limit");
  }

  @Test
  void jsonIsOneObjectForEachInputThatNamesIt() throws IOException {
    RunFolders.growing(folder.resolve("flat"), 0);
    csv("leak.csv", 2_000, 60);
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "--json", "flat", "leak.csv");
    List<JsonNode> objects;
    try (MappingIterator<JsonNode> values = JSON.readValues(outcome.out())) {
      objects = values.readAll();
    }
    assertThat(objects)
        .extracting(o -> o.path("file").asText())
        .containsExactly("flat", "leak.csv");
    assertThat(objects)
        .extracting(o -> o.path("verdict").asText())
        .containsExactly("PLATEAU", "LEAK");
    JsonNode slope = objects.get(1).at("/targets/0/series/0/slope");
    assertThat(slope.path("low").asDouble()).isLessThan(2_000);
    assertThat(slope.path("high").asDouble()).isGreaterThan(2_000);
    assertThat(outcome.exit()).isEqualTo(1);
  }

  @Test
  void oneUnreadableInputDoesNotHideTheOthersAndDecidesTheExitCode() throws IOException {
    RunFolders.growing(folder.resolve("leaky"), 2_000);
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "nowhere", "leaky");
    assertThat(outcome.out()).contains("leaky", "LEAK");
    assertThat(outcome.err()).contains("nowhere: there is no such file").hasLineCount(1);
    assertThat(outcome.exit()).isEqualTo(2);
  }

  @Test
  void floorsOfACsvAreJudgedAndProjectedToTheLimit() throws IOException {
    csv("leak.csv", 2_000, 60);
    csv("flat.csv", 0, 60);
    Session session = new Session(folder);
    Session.Outcome leak = session.tidemark("analyze", "leak.csv", "--limit", "256m");
    assertThat(leak.exit()).isEqualTo(1);
    assertThat(leak.out()).contains("leak ", "LEAK", "256 MiB limit in").doesNotContain("report");
    assertThat(session.tidemark("analyze", "flat.csv").exit()).isZero();
    assertThat(session.tidemark("analyze", "leak.csv", "--cache-allowance", "1 GiB").out())
        .contains("GROWING");
  }

  @Test
  void onlyFloorsAfterTheLastRestartCount() throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    append(text, 1, 60, 5_000);
    text.append("61000,0,0,,,40000000,,restart\n");
    append(text, 62, 121, 0);
    Files.writeString(folder.resolve("two.csv"), text);
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "two.csv");
    assertThat(outcome.out()).contains("PLATEAU");
    assertThat(outcome.exit()).isZero();
  }

  @Test
  void tooFewFloorsAreInconclusive() throws IOException {
    csv("short.csv", 2_000, 15);
    csv("none.csv", 2_000, 0);
    Files.writeString(folder.resolve("none.csv"), HEADER + "250,124,3,58823874,,,121726474,\n");
    Session session = new Session(folder);
    Session.Outcome few = session.tidemark("analyze", "short.csv");
    assertThat(few.exit()).isEqualTo(3);
    assertThat(few.out()).contains("INCONCLUSIVE", "floors");
    Session.Outcome none = session.tidemark("analyze", "none.csv");
    assertThat(none.exit()).isEqualTo(3);
    assertThat(none.out()).contains("INCONCLUSIVE", "floors");
  }

  @Test
  void garbageIsOneLineThatNamesTheRow() throws IOException {
    String good = "1000,1000,0,,,40000000,,floor\n";
    expectRow("", "is empty");
    expectRow("a,b,c\n1,2,3\n", "row 1 names no column of memory");
    expectRow(HEADER, "no rows");
    expectRow(HEADER + good + "2000,2000,0\n" + good, "row 3 has 3 cells");
    expectRow(HEADER + good + "2000,many,0,,,1,,\n", "row 3 has 'many' for requests");
    expectRow(HEADER + good + "2000,2000,0,,,-1,,\n", "row 3 has '-1' for floor_bytes");
    Files.write(
        folder.resolve("bad.csv"), new byte[] {(byte) 0xca, (byte) 0xfe, 0, 1, (byte) 0xff});
    assertThat(new Session(folder).tidemark("analyze", "bad.csv").err()).contains("is not text");
  }

  @Test
  void partsOfOneRecordingAreJoinedInOrder() throws IOException {
    gcLog("gc.log.0", 0, 30);
    gcLog("gc.log", 30, 60);
    Session session = new Session(folder);
    Session.Outcome joined = session.tidemark("analyze", "--json", "--join", "gc.log.0", "gc.log");
    JsonNode whole = JSON.readValue(joined.out());
    assertThat(whole.path("file").asText()).isEqualTo("gc.log.0 + gc.log");
    assertThat(whole.at("/targets/0/series/0/rounds").asInt()).isEqualTo(60);
    assertThat(whole.at("/targets/0/limit/bytes").asLong()).isEqualTo(64L << 20);
    Session.Outcome apart = session.tidemark("analyze", "--json", "gc.log.0", "gc.log");
    try (MappingIterator<JsonNode> values = JSON.readValues(apart.out())) {
      assertThat(values.readAll()).hasSize(2);
    }
    Files.createDirectory(folder.resolve("run"));
    assertThat(session.tidemark("analyze", "--join", "gc.log", "run").err())
        .contains("run is a folder: only files can be joined")
        .hasLineCount(1);
  }

  @Test
  void defectsAndGuessesAreShownInTextAndInJson() throws IOException {
    StringBuilder text = new StringBuilder("ts,reqs,heap_mb\n");
    for (int i = 0; i < 60; i++) {
      text.append(i).append(".5,").append(i * 100).append(i == 7 ? ",NaN\n" : ",50\n");
    }
    Files.writeString(folder.resolve("other.csv"), text);
    Session session = new Session(folder);
    String out = session.tidemark("analyze", "other.csv").out();
    assertThat(out)
        .contains("note     heap_mb is 'NaN': left out (row 9)")
        .contains("note     read requests from column 'reqs', time from column 'ts'");
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
    JsonNode notes =
        JSON.<JsonNode>readValue(session.tidemark("analyze", "--json", "other.csv").out())
            .at("/targets/0/notes");
    assertThat(notes.toString()).contains("NaN", "column 'reqs'");
  }

  @Test
  void columnsAreMappedByOptions() throws IOException {
    StringBuilder text = new StringBuilder("when;n;live\n");
    for (int i = 1; i <= 60; i++) {
      text.append(i * 1000).append(';').append(i * 1000).append(';');
      text.append(40_000 + 2 * i * 1000 + (i * 7919) % 13).append('\n');
    }
    Files.writeString(folder.resolve("mine.csv"), text);
    Session session = new Session(folder);
    Session.Outcome outcome =
        session.tidemark(
            "analyze",
            "mine.csv",
            "--time-column",
            "when",
            "--time-unit",
            "ms",
            "--requests-column",
            "n",
            "--memory-column",
            "live",
            "--memory-unit",
            "KiB",
            "--memory-after",
            "forced");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("LEAK", "KiB per request");
    assertThat(outcome.exit()).isEqualTo(1);
    for (String[] wrong :
        new String[][] {
          {"--memory-unit", "bananas"}, {"--time-unit", "weeks"}, {"--memory-after", "lunch"}
        }) {
      Session.Outcome refused = session.tidemark("analyze", "mine.csv", wrong[0], wrong[1]);
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains(wrong[1], "is none of").hasLineCount(1);
    }
  }

  @Test
  void eachSeriesOfASavedQueryIsATarget() throws IOException {
    StringBuilder text = new StringBuilder("{\"data\":{\"resultType\":\"matrix\",\"result\":[");
    for (String instance : List.of("a", "b")) {
      text.append(instance.equals("b") ? "," : "");
      text.append("{\"metric\":{\"__name__\":\"rss_bytes\",\"instance\":\"" + instance);
      text.append("\"},\"values\":[[0,\"50000000\"],[15,\"50000000\"]]}");
    }
    Files.writeString(folder.resolve("saved.json"), text.append("]}}"));
    JsonNode tree =
        JSON.readValue(new Session(folder).tidemark("analyze", "--json", "saved.json").out());
    assertThat(tree.path("targets"))
        .extracting(t -> t.path("name").asText())
        .containsExactly("a", "b");
  }

  private void gcLog(String name, int from, int to) throws IOException {
    StringBuilder text = new StringBuilder("[0.001s][info][gc,init] Heap Max Capacity: 64M\n");
    for (int i = from; i < to; i++) {
      text.append("[" + (i + 1) + ".000s][info][gc] GC(" + i + ") Pause Full (System.gc()) 50M->");
      text.append(10 + (i * 7919) % 3).append("M(64M) 5.123ms\n");
    }
    Files.writeString(folder.resolve(name), text);
  }

  private void expectRow(String content, String said) throws IOException {
    Files.writeString(folder.resolve("bad.csv"), content);
    Session.Outcome outcome = new Session(folder).tidemark("analyze", "bad.csv");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).contains("bad.csv").contains(said).hasLineCount(1);
  }

  private static final String HEADER =
      "t_ms,requests,inflight,used_bytes,after_gc_bytes,floor_bytes,rss_bytes,event\n";

  private void csv(String name, double bytesPerRequest, int floors) throws IOException {
    StringBuilder text = new StringBuilder(HEADER);
    append(text, 1, floors, bytesPerRequest);
    Files.writeString(folder.resolve(name), text);
  }

  /** Rows with a little noise that repeats, each floor after 1,000 more requests. */
  private static void append(StringBuilder text, int from, int to, double bytesPerRequest) {
    java.util.Random random = new java.util.Random(3);
    for (int row = from; row <= to; row++) {
      long requests = (row - from + 1) * 1_000L;
      long floor = Math.round(4e7 + bytesPerRequest * requests + 8_192 * random.nextGaussian());
      text.append(row * 1_000L).append(',').append(requests).append(",0,,-1,").append(floor);
      text.append(",,floor\n");
    }
  }

  private static List<String> content(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      return files
          .sorted()
          .map(
              file -> {
                try {
                  return file.getFileName()
                      + " "
                      + java.util.Arrays.hashCode(Files.readAllBytes(file))
                      + " "
                      + Files.getLastModifiedTime(file);
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }
}
