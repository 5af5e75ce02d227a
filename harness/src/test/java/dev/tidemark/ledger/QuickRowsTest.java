package dev.tidemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickRowsTest {
  @TempDir Path directory;

  private List<String> lines() throws IOException {
    RunFolder folder = RunFolder.inside(directory.resolve("made"));
    MadeRun.write(folder, MadeRun.rows(3, 40));
    return Files.readAllLines(folder.ledger());
  }

  /** Both readers over the same lines, so that what they remember is the same. */
  private static final class Both {
    private final RowParser slow = new RowParser(new ClassHistory());
    private final RowParser besides = new RowParser(new ClassHistory());
    private final QuickRows quick = new QuickRows(besides);
    private int quickly;

    void read(String line) throws IOException {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      Optional<Tick> tick;
      try {
        tick = quick.tick(bytes, 0, bytes.length);
      } catch (IllegalArgumentException e) {
        assertThatThrownBy(() -> slow.tick(slow.tree(bytes, 0, bytes.length))).hasSameClassAs(e);
        return;
      }
      Optional<RunEvent> event = quick.event(bytes, 0, bytes.length);
      assertThat(bytes).as("untouched").isEqualTo(line.getBytes(StandardCharsets.UTF_8));
      if (tick.isEmpty() && event.isEmpty()) {
        return;
      }
      quickly++;
      JsonNode row = slow.tree(bytes, 0, bytes.length);
      if (tick.isPresent()) {
        assertThat(tick.get()).as(line).isEqualTo(slow.tick(row));
      } else {
        assertThat(event.get()).as(line).isEqualTo(slow.event(row));
      }
    }

    void learn(String line) throws IOException {
      byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
      JsonNode row = besides.tree(bytes, 0, bytes.length);
      if (RowParser.isTick(row)) {
        quick.learn(besides.form(row, besides.tick(row)));
        slow.tick(slow.tree(bytes, 0, bytes.length));
      }
    }
  }

  @Test
  void everyRowOfAFormThatWasMetIsReadQuicklyAndTheSame() throws IOException {
    Both both = new Both();
    List<String> lines = lines();
    for (String line : lines) {
      both.learn(line);
    }
    for (String line : lines) {
      both.read(line);
    }
    assertThat(both.quickly).isEqualTo(lines.size());
  }

  @Test
  void aRowInWhichAnythingWasChangedIsReadTheSameOrNotAtAll() throws IOException {
    Both both = new Both();
    List<String> lines = lines();
    for (String line : lines) {
      both.learn(line);
    }
    Random random = new Random(11);
    String signs = "0123456789.eE-+\"{}:,[] \\x";
    for (int i = 0; i < 60_000; i++) {
      StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
      int at = random.nextInt(line.length());
      char sign = signs.charAt(random.nextInt(signs.length()));
      switch (random.nextInt(3)) {
        case 0 -> line.setCharAt(at, sign);
        case 1 -> line.insert(at, sign);
        default -> line.deleteCharAt(at);
      }
      both.read(line.toString());
    }
    assertThat(both.quickly).isGreaterThan(1_000);
  }
}
