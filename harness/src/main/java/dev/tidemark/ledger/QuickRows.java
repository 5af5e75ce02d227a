package dev.tidemark.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rows from lines of exactly the form that {@link RowJson} writes.
 *
 * <p>Idea: the rows of a run differ in their numbers and in little else. What stands between the
 * numbers is learnt from one row and compared as bytes in the next, so that a day of readings is
 * read about as fast as it is copied. A line that differs anywhere is not read at all, and left to
 * {@link RowParser}; both give the same for every line that this one reads.
 */
final class QuickRows {
  private static final byte[] EVENT_AT = ascii("{\"row\":\"event\",\"at\":\"");
  private static final byte[] EVENT = ascii(",\"event\":\"");
  private static final byte[] DETAIL = ascii(",\"detail\":\"");
  private static final byte[] AT = ascii("{\"row\":\"tick\",\"at\":\"");
  private static final byte[] NANOS = ascii("\",\"nanos\":");
  private static final byte[] ARM = ascii(",\"arm\":\"");
  private static final byte[] KIND = ascii(",\"kind\":\"");
  private static final byte[] SEGMENT = ascii(",\"segment\":");
  private static final byte[] ROUND = ascii(",\"round\":");
  private static final byte[] INJECTOR = ascii(",\"injector\":\"");
  private static final byte[] COMPLETED = ascii(",\"completed\":");
  private static final byte[] FAILED = ascii(",\"failed\":");
  private static final byte[] IN_FLIGHT = ascii(",\"inFlight\":");
  private static final byte[] SAMPLES = ascii(",\"samples\":{");
  private static final byte[] END = ascii("}");
  private static final byte[] MORE = ascii(",");
  private static final Set<String> AFTER_SAMPLES = Set.of("missed", "classes");

  private final RowParser parser;
  private final RowTemplates templates = new RowTemplates();
  private final ByteCursor cursor = new ByteCursor();

  QuickRows(RowParser parser) {
    this.parser = parser;
  }

  /** Remembers how the samples of a row stand in the file. */
  void learn(RowParser.Form form) throws IOException {
    templates.add(form);
  }

  /** The tick in this line, where it is of the form that the writer gives it. */
  Optional<Tick> tick(byte[] bytes, int from, int to) {
    cursor.over(bytes, from, to);
    if (!(cursor.skip(AT) && cursor.moment() && cursor.skip(NANOS) && cursor.integer())) {
      return Optional.empty();
    }
    Instant at = cursor.instant();
    long nanos = cursor.whole();
    if (!(cursor.skip(ARM) && cursor.text())) {
      return Optional.empty();
    }
    String arm = parser.word(cursor.word());
    if (!(cursor.skip(KIND) && cursor.text())) {
      return Optional.empty();
    }
    Optional<Tick.Kind> kind = kind(cursor.word());
    if (kind.isEmpty() || !(cursor.skip(SEGMENT) && cursor.integer())) {
      return Optional.empty();
    }
    long segment = cursor.whole();
    if (!(cursor.skip(ROUND) && cursor.integer())) {
      return Optional.empty();
    }
    long round = cursor.whole();
    if (!(cursor.skip(INJECTOR) && cursor.text())
        || segment != (int) segment
        || round != (int) round) {
      return Optional.empty();
    }
    Optional<RequestCounts> counts = counts();
    Optional<SampleRow> samples =
        counts.isPresent() && cursor.skip(SAMPLES) ? templates.read(cursor) : Optional.empty();
    if (counts.isEmpty() || samples.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> rest = rest(bytes, to);
    return rest.map(
        more ->
            new Tick(
                arm,
                kind.get(),
                (int) segment,
                (int) round,
                nanos,
                at,
                counts.get(),
                samples.get(),
                RowParser.missed(more.path("missed")),
                parser.classes(arm, more.path("classes"))));
  }

  /** The event in this line, where it is of the form that the writer gives it. */
  Optional<RunEvent> event(byte[] bytes, int from, int to) {
    cursor.over(bytes, from, to);
    if (!(cursor.skip(EVENT_AT) && cursor.moment() && cursor.skip(NANOS) && cursor.integer())) {
      return Optional.empty();
    }
    if (!(cursor.skip(ARM) && cursor.text())) {
      return Optional.empty();
    }
    String arm = parser.word(cursor.word());
    if (!(cursor.skip(EVENT) && cursor.text())) {
      return Optional.empty();
    }
    String event = parser.word(cursor.word());
    if (!(cursor.skip(DETAIL) && cursor.text() && cursor.skip(END) && cursor.atEnd())) {
      return Optional.empty();
    }
    String detail = parser.word(cursor.word());
    return Optional.of(new RunEvent(arm, event, detail, cursor.whole(), cursor.instant()));
  }

  private Optional<RequestCounts> counts() {
    if (!(cursor.skip(COMPLETED) && cursor.integer())) {
      return Optional.empty();
    }
    long completed = cursor.whole();
    if (!(cursor.skip(FAILED) && cursor.integer())) {
      return Optional.empty();
    }
    long failed = cursor.whole();
    if (!(cursor.skip(IN_FLIGHT) && cursor.integer())) {
      return Optional.empty();
    }
    long inFlight = cursor.whole();
    return completed < 0 || failed < 0 || inFlight < 0
        ? Optional.empty()
        : Optional.of(RowParser.counts(completed, failed, inFlight));
  }

  /** What follows the samples: an empty object where nothing does. */
  private Optional<JsonNode> rest(byte[] bytes, int to) {
    int comma = cursor.at();
    if (cursor.skip(END) && cursor.atEnd()) {
      return Optional.of(RowParser.MAPPER.missingNode());
    }
    cursor.backTo(comma);
    if (!cursor.skip(MORE)) {
      return Optional.empty();
    }
    bytes[comma] = '{';
    try {
      JsonNode tree = parser.tree(bytes, comma, to);
      List<String> names = new ArrayList<>();
      tree.fieldNames().forEachRemaining(names::add);
      boolean known = !names.isEmpty() && AFTER_SAMPLES.containsAll(names);
      return known ? Optional.of(tree) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("an array cannot fail to be read", e);
    } finally {
      bytes[comma] = ',';
    }
  }

  private static Optional<Tick.Kind> kind(String name) {
    for (Tick.Kind kind : Tick.Kind.values()) {
      if (kind.name().equals(name)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
