package dev.tidemark.targets.survey;

import dev.tidemark.targets.program.BadRequestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The file to which every run adds a line; the last line of a case on a JVM counts. */
final class SurveyLog {
  private final Path file;

  SurveyLog(Path file) {
    this.file = file;
  }

  synchronized void add(RunLine line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        line.json() + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  /** The last run of each case on each JVM; a line that was torn is passed over. */
  synchronized List<RunLine> last() throws IOException {
    Map<String, RunLine> last = new LinkedHashMap<>();
    if (Files.exists(file)) {
      for (String text : Files.readAllLines(file)) {
        try {
          RunLine line = RunLine.parse(text);
          last.put(line.name() + "\n" + line.jvm(), line);
        } catch (BadRequestException e) {
          System.err.println("catalogue: a line of " + file + " is not read: " + e.explanation());
        }
      }
    }
    return List.copyOf(last.values());
  }
}
