package dev.tidemark.ledger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.model.ClassCount;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SampleLayout;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.io.CharConversionException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Rows of the ledger from JSON of any form: fields in any order, with white space, in other words
 * than the writer's. Strict about what a field holds: a number that is written as text is a damaged
 * row, not a zero.
 *
 * <p>Rows of the form that the writer gives them are read by {@link QuickRows}, which learns from
 * this parser what samples a row has.
 */
final class RowParser {
  /** No memory, count or time of a process is beyond it: 2^63. */
  static final double MOST = 0x1p63;

  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final SharedLayouts layouts = new SharedLayouts();
  private final Map<String, Map<String, ClassCount>> lastClasses = new HashMap<>();
  private final Map<String, String> words = new HashMap<>();
  private final ClassHistory history;

  RowParser(ClassHistory history) {
    this.history = history;
  }

  /**
   * What a row of samples looks like in a file.
   *
   * @param names of the metrics in the order of the file
   */
  record Form(List<String> names, SampleLayout layout) {}

  /**
   * The JSON of a line.
   *
   * @throws IllegalArgumentException if its bytes are no text: zeros make Jackson guess at UTF-32
   */
  JsonNode tree(byte[] bytes, int from, int to) throws IOException {
    try {
      return MAPPER.readTree(bytes, from, to - from);
    } catch (CharConversionException e) {
      throw new IllegalArgumentException("no text", e);
    }
  }

  static boolean isTick(JsonNode row) {
    return row.path("row").asText().equals("tick");
  }

  RunEvent event(JsonNode row) {
    if (!row.path("row").asText().equals("event")) {
      throw new IllegalArgumentException("neither a tick nor an event");
    }
    return new RunEvent(
        word(text(row, "arm")),
        word(text(row, "event")),
        word(text(row, "detail")),
        integer(row, "nanos"),
        Instant.parse(text(row, "at")));
  }

  Tick tick(JsonNode row) {
    SortedMap<String, String> missed = missed(row.path("missed"));
    SampleRow samples = samples(row.path("samples"), missed);
    String arm = word(text(row, "arm"));
    return new Tick(
        arm,
        Tick.Kind.valueOf(text(row, "kind")),
        Math.toIntExact(integer(row, "segment")),
        Math.toIntExact(integer(row, "round")),
        integer(row, "nanos"),
        Instant.parse(text(row, "at")),
        counts(
            new RequestCounts(
                integer(row, "completed"),
                integer(row, "failed"),
                integerOrNone(row, "aborted"),
                integerOrNone(row, "unknown"),
                integer(row, "inFlight"))),
        samples,
        missed,
        classes(arm, row.path("classes")),
        routes(row.path("routes")));
  }

  /**
   * The counts of a row.
   *
   * @throws IllegalArgumentException if their sum is beyond all counting
   */
  static RequestCounts counts(RequestCounts counts) {
    long answered = counts.completed() + counts.failed();
    long others = counts.aborted() + counts.unknown();
    if (answered < 0 || others < 0 || counts.ended() < 0) {
      throw new IllegalArgumentException("more requests than can be counted");
    }
    return counts;
  }

  /** How the samples of a row that was read stand in the file. */
  Form form(JsonNode row, Tick tick) {
    List<String> names = new ArrayList<>();
    row.path("samples").fieldNames().forEachRemaining(names::add);
    return new Form(names, SampleRow.of(tick.samples()).layout());
  }

  static SortedMap<String, String> missed(JsonNode missed) {
    SortedMap<String, String> reasons = new TreeMap<>();
    missed.properties().forEach(e -> reasons.put(e.getKey(), e.getValue().asText()));
    return reasons;
  }

  /** Requests by route; empty where the row has none. */
  SortedMap<String, Long> routes(JsonNode routes) {
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : routes.properties()) {
      long count = wholeNumber(entry.getValue(), entry.getKey());
      if (count < 0) {
        throw new IllegalArgumentException(entry.getKey() + " has a negative count");
      }
      counts.put(word(entry.getKey()), count);
    }
    return counts;
  }

  private SampleRow samples(JsonNode samples, SortedMap<String, String> missed) {
    if (!samples.isObject()) {
      throw new IllegalArgumentException("no samples");
    }
    List<SampleLayout.Column> columns = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : samples.properties()) {
      JsonNode one = entry.getValue();
      boolean bounded = one.has("bound");
      if (beyond(number(one, "value")) || (bounded && beyond(number(one, "bound")))) {
        missed.put(entry.getKey(), "a number that no process can reach was recorded");
      } else {
        columns.add(
            new SampleLayout.Column(
                entry.getKey(),
                MetricKind.valueOf(text(one, "kind")),
                Unit.ofCode(text(one, "unit")),
                GcState.valueOf(text(one, "gc")),
                bounded));
      }
    }
    SampleLayout layout = layouts.one(SampleLayout.of(columns));
    double[] numbers = new double[layout.width()];
    for (int i = 0; i < layout.size(); i++) {
      SampleLayout.Column column = layout.column(i);
      JsonNode one = samples.path(column.metric());
      numbers[layout.offset(i)] = number(one, "value");
      if (column.bounded()) {
        numbers[layout.offset(i) + 1] = number(one, "bound");
      }
    }
    return new SampleRow(layout, numbers);
  }

  private static boolean beyond(double value) {
    return !(Math.abs(value) <= MOST);
  }

  /** The whole live set after what changed in it; empty where it is not to be kept. */
  Map<String, ClassCount> classes(String arm, JsonNode changed) {
    if (changed.isMissingNode()) {
      return Map.of();
    }
    Map<String, ClassCount> changes = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : changed.properties()) {
      changes.put(
          word(entry.getKey()),
          new ClassCount(
              wholeNumber(entry.getValue().path(0), entry.getKey()),
              wholeNumber(entry.getValue().path(1), entry.getKey())));
    }
    Map<String, ClassCount> classes = lastClasses.computeIfAbsent(arm, name -> new HashMap<>());
    changes.forEach(
        (name, count) -> {
          if (count.instances() == 0) {
            classes.remove(name);
          } else {
            classes.put(name, count);
          }
        });
    return history.wantsNext(arm) ? Map.copyOf(classes) : Map.of();
  }

  /** One copy of a text that many rows hold. */
  String word(String text) {
    String known = words.putIfAbsent(text, text);
    return known == null ? text : known;
  }

  private static String text(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isTextual()) {
      throw new IllegalArgumentException(name + " is no text");
    }
    return value.asText();
  }

  private static long integer(JsonNode node, String name) {
    return wholeNumber(node.path(name), name);
  }

  /** A count that older ledgers lack. */
  private static long integerOrNone(JsonNode node, String name) {
    return node.has(name) ? integer(node, name) : 0;
  }

  private static long wholeNumber(JsonNode value, String name) {
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw new IllegalArgumentException(name + " is no whole number");
    }
    return value.asLong();
  }

  private static double number(JsonNode node, String name) {
    JsonNode value = node.path(name);
    if (!value.isNumber()) {
      throw new IllegalArgumentException(name + " is no number");
    }
    return value.asDouble();
  }
}
