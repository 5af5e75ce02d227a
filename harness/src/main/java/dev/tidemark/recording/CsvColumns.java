package dev.tidemark.recording;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Recording.After;
import dev.tidemark.recording.ReadingOptions.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which columns of a CSV file tell what: as Tidemark's own recordings name them, as the user says,
 * or by their names where these leave no choice.
 *
 * @param event the column that tells collections and restarts
 * @param remarks what was guessed
 */
record CsvColumns(
    OptionalInt time,
    OptionalInt requests,
    OptionalInt event,
    List<Memory> memory,
    Optional<TimeUnit> timeUnit,
    List<String> remarks) {
  private static final String FLOOR = "floor_bytes";
  private static final String AFTER_GC = "after_gc_bytes";
  private static final String USED = "used_bytes";
  private static final String REQUESTS = "requests";
  private static final String EVENT = "event";

  /**
   * A column of memory.
   *
   * @param unit how much one counts; empty where nothing tells
   */
  record Memory(int at, String name, After after, Optional<ByteSize> unit) {}

  /** Whether a column is one of these. */
  boolean read(int column) {
    return time.equals(OptionalInt.of(column))
        || requests.equals(OptionalInt.of(column))
        || memory.stream().anyMatch(one -> one.at() == column);
  }

  static CsvColumns of(List<String> header, ReadingOptions options) throws UnreadableRecording {
    return new Choice(header, options).columns();
  }

  private static final class Choice {
    private final List<String> header;
    private final ReadingOptions options;
    private final List<String> guesses = new ArrayList<>();

    Choice(List<String> header, ReadingOptions options) {
      this.header = header;
      this.options = options;
    }

    CsvColumns columns() throws UnreadableRecording {
      boolean ours =
          options.column(Role.MEMORY).isEmpty()
              && (header.contains(FLOOR) || header.contains(AFTER_GC) || header.contains(USED));
      OptionalInt requests = column(Role.REQUESTS, ours);
      OptionalInt time = column(Role.TIME, ours);
      List<Memory> memory = ours ? ourMemory() : List.of(otherMemory());
      if (time.isEmpty() && requests.isEmpty()) {
        throw new UnreadableRecording(
            "row 1 names no column of requests or of time: say which with --requests-column or"
                + " --time-column ("
                + names()
                + ")");
      }
      int event = header.indexOf(EVENT);
      return new CsvColumns(
          time,
          requests,
          event < 0 ? OptionalInt.empty() : OptionalInt.of(event),
          memory,
          options
              .timeUnit()
              .or(() -> time.isPresent() ? ColumnNames.timeUnit(at(time)) : Optional.empty()),
          List.copyOf(guesses));
    }

    private String at(OptionalInt column) {
      return header.get(column.getAsInt());
    }

    private List<Memory> ourMemory() {
      List<Memory> found = new ArrayList<>();
      for (String name : List.of(FLOOR, AFTER_GC, USED)) {
        int at = header.indexOf(name);
        if (at >= 0) {
          found.add(new Memory(at, name, ColumnNames.after(name), Optional.of(new ByteSize(1))));
        }
      }
      return found;
    }

    private Memory otherMemory() throws UnreadableRecording {
      OptionalInt found = column(Role.MEMORY, false);
      if (found.isEmpty()) {
        throw new UnreadableRecording(
            "row 1 names no column of memory: say which with --memory-column (" + names() + ")");
      }
      String name = at(found);
      return new Memory(
          found.getAsInt(),
          name,
          options.memoryAfter().orElseGet(() -> ColumnNames.after(name)),
          options.memoryUnit().or(() -> ColumnNames.memoryUnit(name)));
    }

    private OptionalInt column(Role role, boolean ours) throws UnreadableRecording {
      Optional<String> said = options.column(role);
      if (said.isPresent()) {
        return OptionalInt.of(named(said.get(), role));
      }
      if (ours && role == Role.REQUESTS && header.contains(REQUESTS)) {
        return OptionalInt.of(header.indexOf(REQUESTS));
      }
      List<Integer> candidates = new ArrayList<>();
      for (int i = 0; i < header.size(); i++) {
        if (ColumnNames.mayMean(header.get(i), role)) {
          candidates.add(i);
        }
      }
      if (candidates.size() > 1) {
        throw new UnreadableRecording(
            "row 1 names '"
                + header.get(candidates.get(0))
                + "' and '"
                + header.get(candidates.get(1))
                + "', which could both be the column of "
                + word(role)
                + ": say which with --"
                + word(role)
                + "-column");
      }
      if (candidates.isEmpty()) {
        return OptionalInt.empty();
      }
      if (!ours) {
        guesses.add(word(role) + " from column '" + header.get(candidates.get(0)) + "'");
      }
      return OptionalInt.of(candidates.get(0));
    }

    private int named(String said, Role role) throws UnreadableRecording {
      int exact = header.indexOf(said);
      if (exact >= 0) {
        return exact;
      }
      for (int i = 0; i < header.size(); i++) {
        if (header.get(i).equalsIgnoreCase(said)) {
          return i;
        }
      }
      throw new UnreadableRecording(
          "row 1 names no column '" + said + "' for --" + word(role) + "-column (" + names() + ")");
    }

    private String names() {
      List<String> shown = header.size() > 12 ? header.subList(0, 12) : header;
      return "there are "
          + String.join(", ", shown)
          + (header.size() > 12 ? " and " + (header.size() - 12) + " more" : "");
    }

    private static String word(Role role) {
      return role.name().toLowerCase(Locale.ROOT);
    }
  }
}
