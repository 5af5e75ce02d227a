package dev.tidemark.reports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The run folders that a trend is made of. What cannot be read stays in the list, with the reason.
 */
public final class TrendFolders {
  private static final String MANIFEST = "manifest.json";
  private static final String VERDICT = "verdict.json";

  private TrendFolders() {}

  /**
   * Reads run folders, and folders of run folders.
   *
   * @return the runs, oldest first, then what could not be read
   */
  public static List<TrendEntry> read(List<Path> folders) {
    Set<Path> seen = new LinkedHashSet<>();
    List<TrendEntry.Judged> judged = new ArrayList<>();
    List<TrendEntry> unreadable = new ArrayList<>();
    for (Path folder : folders) {
      try {
        for (Path run : runsIn(folder)) {
          if (seen.add(run.toAbsolutePath().normalize())) {
            read(run, judged, unreadable);
          }
        }
      } catch (IOException e) {
        unreadable.add(new TrendEntry.Unreadable(folder, "could not be listed: " + e));
      }
    }
    judged.sort(
        Comparator.comparing(TrendEntry.Judged::startedAt).thenComparing(TrendEntry.Judged::run));
    List<TrendEntry> all = new ArrayList<>(judged);
    all.addAll(unreadable);
    return List.copyOf(all);
  }

  private static List<Path> runsIn(Path folder) throws IOException {
    if (isRun(folder) || !Files.isDirectory(folder)) {
      return List.of(folder);
    }
    try (Stream<Path> inside = Files.list(folder)) {
      List<Path> runs = inside.filter(TrendFolders::isRun).sorted().toList();
      return runs.isEmpty() ? List.of(folder) : runs;
    }
  }

  private static boolean isRun(Path folder) {
    return Files.exists(folder.resolve(MANIFEST)) || Files.exists(folder.resolve(VERDICT));
  }

  private static void read(Path run, List<TrendEntry.Judged> judged, List<TrendEntry> unreadable) {
    if (!Files.isDirectory(run)) {
      unreadable.add(new TrendEntry.Unreadable(run, "there is no such folder"));
      return;
    }
    if (!isRun(run)) {
      unreadable.add(new TrendEntry.Unreadable(run, "holds no runs"));
      return;
    }
    try {
      judged.add(judged(run));
    } catch (UnreadableRun e) {
      unreadable.add(new TrendEntry.Unreadable(run, String.valueOf(e.getMessage())));
    }
  }

  private static TrendEntry.Judged judged(Path run) throws UnreadableRun {
    Path file = run.resolve(MANIFEST);
    JsonNode manifest = JsonFile.read(file);
    String name = manifest.path("run").asText("");
    return new TrendEntry.Judged(
        run,
        name.isBlank() ? String.valueOf(run.toAbsolutePath().normalize().getFileName()) : name,
        startedAt(file, manifest),
        Optional.ofNullable(manifest.path("commit").textValue()).filter(text -> !text.isBlank()),
        VerdictJson.read(run.resolve(VERDICT)));
  }

  private static Instant startedAt(Path file, JsonNode manifest) throws UnreadableRun {
    String text = manifest.path("startedAt").asText("");
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new UnreadableRun(file, "startedAt '" + text + "' is not an ISO-8601 instant");
    }
  }
}
