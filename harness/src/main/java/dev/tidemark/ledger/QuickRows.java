package dev.tidemark.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final byte[] EVENT_AT = utf8("{\"row\":\"event\",\"at\":\"");
  private static final byte[] TICK_AT = utf8("{\"row\":\"tick\",\"at\":\"");
  private static final byte[] NANOS = utf8("\",\"nanos\":");
  private static final byte[][] EVENT_WORDS = {
    utf8(",\"arm\":\""), utf8(",\"event\":\""), utf8(",\"detail\":\"")
  };
  private static final byte[][] TICK_WORDS = {utf8(",\"arm\":\""), utf8(",\"kind\":\"")};
  private static final byte[][] PLACE = {utf8(",\"segment\":"), utf8(",\"round\":")};
  private static final byte[][] INJECTOR = {utf8(",\"injector\":\"")};
  private static final byte[][] COUNTS = {
    utf8(",\"completed\":"), utf8(",\"failed\":"), utf8(",\"inFlight\":")
  };
  private static final byte[][] RARE_COUNTS = {utf8(",\"aborted\":"), utf8(",\"unknown\":")};
  private static final byte[] SAMPLES = utf8(",\"samples\":{");
  private static final byte[] END = utf8("}");
  private static final byte[] MORE = utf8(",");
  private static final Set<String> AFTER_SAMPLES = Set.of("missed", "routes", "classes");

  private final RowParser parser;
  private final RowTemplates templates = new RowTemplates();
  private final ByteCursor cursor = new ByteCursor();
  private final String[] words = {"", "", ""};
  private final long[] place = new long[PLACE.length];
  private final long[] counts = new long[COUNTS.length];
  private final long[] rare = new long[RARE_COUNTS.length];

  QuickRows(RowParser parser) {
    this.parser = parser;
  }

  /** Remembers how the samples of a row stand in the file. */
  void learn(RowParser.Form form) throws IOException {
    templates.add(form);
  }

  /** The event in this line, where it is of the form that the writer gives it. */
  Optional<RunEvent> event(byte[] bytes, int from, int to) {
    cursor.over(bytes, from, to);
    if (!(cursor.skip(EVENT_AT) && cursor.moment() && cursor.skip(NANOS) && cursor.integer())) {
      return Optional.empty();
    }
    long nanos = cursor.whole();
    return words(EVENT_WORDS) && cursor.skip(END) && cursor.atEnd()
        ? Optional.of(new RunEvent(words[0], words[1], words[2], nanos, cursor.instant()))
        : Optional.empty();
  }

  /** The tick in this line, where it is of the form that the writer gives it. */
  Optional<Tick> tick(byte[] bytes, int from, int to) {
    cursor.over(bytes, from, to);
    if (!(cursor.skip(TICK_AT) && cursor.moment() && cursor.skip(NANOS) && cursor.integer())) {
      return Optional.empty();
    }
    long nanos = cursor.whole();
    if (!words(TICK_WORDS)) {
      return Optional.empty();
    }
    String arm = words[0];
    Optional<Tick.Kind> kind = kind(words[1]);
    if (kind.isEmpty()
        || !(integers(PLACE, place) && words(INJECTOR) && integers(COUNTS, counts))) {
      return Optional.empty();
    }
    if (!rareCounts() || !cursor.skip(SAMPLES)) {
      return Optional.empty();
    }
    Optional<SampleRow> samples = templates.read(cursor);
    if (samples.isEmpty()) {
      return Optional.empty();
    }
    Optional<JsonNode> rest = rest(bytes, to);
    return rest.isPresent()
        ? Optional.of(tick(arm, kind.get(), nanos, samples.get(), rest.get()))
        : Optional.empty();
  }

  /** The tick of what was read last. */
  private Tick tick(String arm, Tick.Kind kind, long nanos, SampleRow samples, JsonNode rest) {
    return new Tick(
        arm,
        kind,
        Math.toIntExact(place[0]),
        Math.toIntExact(place[1]),
        nanos,
        cursor.instant(),
        RowParser.counts(new RequestCounts(counts[0], counts[1], rare[0], rare[1], counts[2])),
        samples,
        RowParser.missed(rest.path("missed")),
        parser.classes(arm, rest.path("classes")),
        parser.routes(rest.path("routes")));
  }

  /** Texts, each after its name. */
  private boolean words(byte[][] names) {
    for (int i = 0; i < names.length; i++) {
      if (!cursor.skip(names[i]) || !cursor.text()) {
        return false;
      }
      words[i] = parser.word(cursor.word());
    }
    return true;
  }

  /** Whole numbers, each after its name. */
  private boolean integers(byte[][] names, long[] into) {
    for (int i = 0; i < names.length; i++) {
      if (!cursor.skip(names[i]) || !cursor.integer()) {
        return false;
      }
      into[i] = cursor.whole();
    }
    return true;
  }

  /** The counts that only rows with such requests have. */
  private boolean rareCounts() {
    Arrays.fill(rare, 0);
    int before = cursor.at();
    if (cursor.skip(RARE_COUNTS[0])) {
      cursor.backTo(before);
      return integers(RARE_COUNTS, rare);
    }
    cursor.backTo(before);
    return true;
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

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
