package dev.tidemark.ledger;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The rows of a ledger as they come in, line by line; what cannot be one becomes a defect. */
final class LedgerRows {
  private final ClassHistory history = new ClassHistory();
  private final RowParser parser = new RowParser(history);
  private final QuickRows quick = new QuickRows(parser);
  private final Map<String, FloorOrder> floors = new HashMap<>();
  private final Map<String, Tick> lastTicks = new HashMap<>();
  private final List<Tick> ticks = new ArrayList<>();
  private final BitSet wrong = new BitSet();
  private final List<RunEvent> events = new ArrayList<>();
  private final Defects defects;
  private long line;

  LedgerRows(Defects defects) {
    this.defects = defects;
  }

  /** Takes the next line. */
  void add(byte[] bytes, int from, int to) throws IOException {
    line++;
    try {
      Optional<Tick> tick = quick.tick(bytes, from, to);
      if (tick.isPresent()) {
        add(tick.get());
        return;
      }
      Optional<RunEvent> event = quick.event(bytes, from, to);
      if (event.isPresent()) {
        add(event.get());
        return;
      }
      JsonNode row = parser.tree(bytes, from, to);
      if (RowParser.isTick(row)) {
        Tick parsed = parser.tick(row);
        add(parsed);
        quick.learn(parser.form(row, parsed));
      } else {
        add(parser.event(row));
      }
    } catch (JacksonException
        | IllegalArgumentException
        | ArithmeticException
        | DateTimeException e) {
      torn();
    }
  }

  /** Takes a line that is too long to be a row. */
  void addTooLong() {
    line++;
    torn();
  }

  private void torn() {
    defects.add("ledger.jsonl line " + line + " is torn or not a row; it is left out");
  }

  private void add(Tick tick) {
    Tick last = lastTicks.put(tick.arm(), tick);
    if (last != null
        && last.nanos() == tick.nanos()
        && last.withoutClasses().equals(tick.withoutClasses())) {
      defects.add("ledger.jsonl line " + line + " repeats the row before it; it is left out");
      return;
    }
    if (tick.kind() == Tick.Kind.FLOOR) {
      FloorOrder.Outcome outcome =
          floors
              .computeIfAbsent(tick.arm(), arm -> new FloorOrder(arm, defects))
              .next(tick, ticks.size(), line);
      if (outcome instanceof FloorOrder.Outcome.LeaveOut) {
        return;
      }
      if (outcome instanceof FloorOrder.Outcome.Keep keep) {
        keep.instead().ifPresent(wrong::set);
      }
    }
    ticks.add(tick);
    history.added(ticks);
  }

  private void add(RunEvent event) {
    if (!events.isEmpty() && events.get(events.size() - 1).equals(event)) {
      defects.add("ledger.jsonl line " + line + " repeats the event before it; it is left out");
      return;
    }
    events.add(event);
  }

  List<Tick> ticks() {
    return wrong.isEmpty()
        ? ticks
        : IntStream.range(0, ticks.size()).filter(i -> !wrong.get(i)).mapToObj(ticks::get).toList();
  }

  List<RunEvent> events() {
    return events;
  }
}
