package dev.tidemark.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.Tick;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * The append-only record of a run that is under way. Every row reaches the operating system before
 * the call returns, so that a killed injector leaves all rows but perhaps a torn last one. Safe for
 * several threads.
 */
public final class LedgerWriter implements AutoCloseable {
  /** The tag of latencies to the first chunk of an answer is the arm's with this behind it. */
  public static final String FIRST_TOKEN = "@first-token";

  /** The tag of latencies between the chunks of an answer is the arm's with this behind it. */
  public static final String INTER_TOKEN = "@inter-token";

  /** The tag of the sizes of answers' bodies, in bytes, is the arm's with this behind it. */
  public static final String ANSWER_BYTES = "@answer-bytes";

  /**
   * The tag of the rates at which the events of streams came is the arm's with this behind it, in
   * parts of {@link #RATE_UNITS} of an event per second.
   */
  public static final String TOKENS_PER_SECOND = "@tokens-per-second";

  public static final int RATE_UNITS = 1_000;

  private static final JsonMapper MAPPER = new JsonMapper();

  private final RunFolder folder;
  private final RunManifest manifest;
  private final BufferedWriter rows;
  private final PrintStream latencyFile;
  private final HistogramLogWriter latency;
  private final RowJson json = new RowJson();
  private final SharedLayouts layouts = new SharedLayouts();
  private final ClassHistory history = new ClassHistory();
  private final List<Tick> ticks = new ArrayList<>();
  private final List<RunEvent> events = new ArrayList<>();
  private final Map<String, Histogram> histograms = new HashMap<>();
  private final List<LatencyInterval> intervals = new ArrayList<>();
  private final String injector;

  private LedgerWriter(
      RunFolder folder,
      RunManifest manifest,
      String injector,
      BufferedWriter rows,
      PrintStream latencyFile) {
    this.folder = folder;
    this.manifest = manifest;
    this.injector = injector;
    this.rows = rows;
    this.latencyFile = latencyFile;
    this.latency = new HistogramLogWriter(latencyFile);
  }

  /** The folder that it writes into. */
  public RunFolder folder() {
    return folder;
  }

  /** Begins the record in a fresh folder and writes its manifest. */
  public static LedgerWriter begin(RunFolder folder, RunManifest manifest) throws IOException {
    ManifestJson.write(folder.manifest(), manifest);
    BufferedWriter rows =
        Files.newBufferedWriter(
            folder.ledger(),
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
    PrintStream latencyFile =
        new PrintStream(Files.newOutputStream(folder.latency()), true, StandardCharsets.UTF_8);
    String injector = "injector-" + ProcessHandle.current().pid();
    LedgerWriter writer = new LedgerWriter(folder, manifest, injector, rows, latencyFile);
    writer.latency.outputLogFormatVersion();
    writer.latency.outputStartTime(manifest.startedAt().toEpochMilli());
    writer.latency.setBaseTime(manifest.startedAt().toEpochMilli());
    writer.latency.outputLegend();
    return writer;
  }

  /** Appends a row. */
  public synchronized void append(Tick tick) {
    boolean whole = tick.classes().isEmpty() || history.wantsNext(tick.arm());
    ticks.add(layouts.sharing(whole ? tick : tick.withoutClasses()));
    history.added(ticks);
    line(json.write(tick, injector));
  }

  /** Appends an event. */
  public synchronized void append(RunEvent event) {
    events.add(event);
    line(RowJson.write(event));
  }

  /**
   * Appends the latencies of one arm over one round.
   *
   * @param arm its name: the tag of end-to-end latencies; others have a suffix behind it
   * @param interval in nanoseconds, with its start and end time set
   */
  public synchronized void append(String arm, Histogram interval) {
    Histogram tagged = interval.copy();
    tagged.setTag(arm.replaceAll("[,\\s]", "_"));
    tagged.setStartTimeStamp(interval.getStartTimeStamp());
    tagged.setEndTimeStamp(interval.getEndTimeStamp());
    latency.outputIntervalHistogram(tagged);
    histograms.computeIfAbsent(arm, name -> newHistogram()).add(interval);
    if (LatencyInterval.isEndToEnd(arm)) {
      intervals.add(LatencyInterval.of(arm, interval));
    }
  }

  /** An empty latency histogram: nanoseconds, three significant digits, growing as needed. */
  public static Histogram newHistogram() {
    Histogram histogram = new Histogram(3);
    histogram.setAutoResize(true);
    return histogram;
  }

  /** What was recorded so far. */
  public synchronized RunRecord soFar() {
    Map<String, Histogram> latencies = new HashMap<>();
    histograms.forEach((arm, histogram) -> latencies.put(arm, histogram.copy()));
    return new RunRecord(manifest, ticks, events, latencies, intervals, List.of());
  }

  private void line(JsonNode row) {
    try {
      rows.write(MAPPER.writeValueAsString(row));
      rows.write('\n');
      rows.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the run folder cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    latencyFile.close();
    rows.close();
  }
}
