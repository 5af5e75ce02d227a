package dev.tidemark.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.Tick;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
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
  private static final JsonMapper MAPPER = new JsonMapper();

  private LedgerReader() {}

  /**
   * Reads the whole folder; rows that cannot be read become defects of the record.
   *
   * @throws IOException if the manifest is missing or not one; the message is one line
   */
  public static RunRecord read(RunFolder folder) throws IOException {
    List<String> defects = new ArrayList<>();
    RunManifest manifest = manifest(folder);
    List<Tick> ticks = new ArrayList<>();
    List<RunEvent> events = new ArrayList<>();
    RowJson json = new RowJson();
    if (Files.isRegularFile(folder.ledger())) {
      try (BufferedReader reader = Files.newBufferedReader(folder.ledger())) {
        int number = 0;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
          number++;
          try {
            JsonNode row = MAPPER.readTree(line);
            if (row.path("row").asText().equals("tick")) {
              ticks.add(json.readTick(row));
            } else {
              events.add(RowJson.readEvent(row));
            }
          } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            defects.add("ledger.jsonl line " + number + " is torn or not a row; it is left out");
          }
        }
      }
    } else {
      defects.add("ledger.jsonl is missing: the run ended before its first reading");
    }
    return new RunRecord(manifest, ticks, events, latency(folder, defects), defects);
  }

  private static RunManifest manifest(RunFolder folder) throws IOException {
    try {
      return ManifestJson.read(folder.manifest());
    } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
      throw new IOException(folder.path() + " is not a run folder: it has no manifest.json", e);
    } catch (JacksonException | DateTimeException | IllegalArgumentException e) {
      throw new IOException(
          folder.manifest()
              + " is not a manifest that can be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  private static Map<String, Histogram> latency(RunFolder folder, List<String> defects) {
    Map<String, Histogram> latency = new HashMap<>();
    if (!Files.isRegularFile(folder.latency())) {
      return latency;
    }
    try (HistogramLogReader reader = new HistogramLogReader(folder.latency().toFile())) {
      while (reader.hasNext()) {
        EncodableHistogram next = reader.nextIntervalHistogram();
        if (next instanceof Histogram interval) {
          String arm = interval.getTag() == null ? "" : interval.getTag();
          latency.computeIfAbsent(arm, name -> LedgerWriter.newHistogram()).add(interval);
        }
      }
    } catch (IOException | RuntimeException e) {
      defects.add("latency.hlog is torn: its last interval is left out");
    }
    return latency;
  }
}
