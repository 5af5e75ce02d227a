package dev.tidemark.ledger;

import com.fasterxml.jackson.core.JacksonException;
import dev.tidemark.model.RunManifest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.EncodableHistogram;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;

/** Reads a run folder back, also one whose run was killed. */
public final class LedgerReader {
  private LedgerReader() {}

  /**
   * Reads the whole folder; rows that cannot be read become defects of the record.
   *
   * @throws IOException if the manifest is missing or not one; the message is one line
   */
  public static RunRecord read(RunFolder folder) throws IOException {
    Defects defects = new Defects();
    RunManifest manifest = manifest(folder);
    LedgerRows rows = new LedgerRows(defects);
    if (Files.isRegularFile(folder.ledger())) {
      try (InputStream in = Files.newInputStream(folder.ledger())) {
        LedgerLines lines = new LedgerLines(in);
        while (lines.next()) {
          if (lines.tooLong()) {
            rows.addTooLong();
          } else {
            rows.add(lines.buffer(), lines.from(), lines.to());
          }
        }
      }
    } else {
      defects.add("ledger.jsonl is missing: the run ended before its first reading");
    }
    Map<String, Histogram> latency = new HashMap<>();
    List<LatencyInterval> intervals = new ArrayList<>();
    latencies(folder, defects, latency, intervals);
    return new RunRecord(
        manifest, rows.ticks(), rows.events(), latency, intervals, defects.lines());
  }

  private static RunManifest manifest(RunFolder folder) throws IOException {
    try {
      return ManifestJson.read(folder.manifest());
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw new IOException(folder.path() + " is not a run folder: it has no manifest.json", e);
    } catch (JacksonException
        | CharacterCodingException
        | DateTimeException
        | ArithmeticException
        | IllegalArgumentException e) {
      throw new IOException(
          folder.manifest()
              + " is not a manifest that can be read: "
              + (e instanceof CharacterCodingException
                  ? "it is not text"
                  : String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static void latencies(
      RunFolder folder,
      Defects defects,
      Map<String, Histogram> latency,
      List<LatencyInterval> intervals) {
    if (!Files.isRegularFile(folder.latency())) {
      return;
    }
    try (HistogramLogReader reader = new HistogramLogReader(folder.latency().toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next instanceof Histogram interval) {
          String arm = interval.getTag() == null ? "" : interval.getTag();
          latency.computeIfAbsent(arm, name -> LedgerWriter.newHistogram()).add(interval);
          if (LatencyInterval.isEndToEnd(arm)) {
            intervals.add(LatencyInterval.of(arm, interval));
          }
        }
      }
    } catch (IOException | RuntimeException e) {
      defects.add("latency.hlog is torn: its last interval is left out");
    }
  }
}
