package dev.tidemark.targets.proxy;

import dev.tidemark.targets.program.UsageException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A memory fault of the leaky build; each can be switched on alone. */
enum Fault {
  /** Every whole response stays in an unbounded list. */
  KEEP_RESPONSES,
  /** Every request stays, with its full prompt, in a map that nobody cleans. */
  REQUEST_MAP,
  /** Every log entry stays, with the full prompt and the full response. */
  FULL_LOGS,
  /**
   * What was asked, and {@link FailedCall a report}, stay of every call that its upstream fails.
   */
  KEEP_FAILURES,
  /** The whole response is held in memory before the first byte goes out; nothing stays. */
  BUFFER;

  /** Reads a comma-separated list, or {@code none}. */
  static Set<Fault> parse(String list) throws UsageException {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    if (list.equals("none")) {
      return faults;
    }
    for (String name : list.split(",", -1)) {
      faults.add(named(name));
    }
    return faults;
  }

  private static Fault named(String name) throws UsageException {
    for (Fault fault : values()) {
      if (fault.option().equals(name)) {
        return fault;
      }
    }
    throw new UsageException(
        "--faults knows keep-responses, request-map, full-logs, keep-failures, buffer and none, not"
            + " '"
            + name
            + "'");
  }

  private String option() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
