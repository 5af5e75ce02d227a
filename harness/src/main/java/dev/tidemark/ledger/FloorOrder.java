package dev.tidemark.ledger;

import dev.tidemark.model.Tick;
import java.util.OptionalInt;

/**
 * The order in which the floors of one arm must stand: rounds one after the other, requests never
 * fewer than before, the clock never back.
 *
 * <p>Where requests run backwards one of two neighbours is wrong. It is the earlier one where the
 * later one fits the floor before both, as after a count that was garbled into a huge one; else it
 * is the later one, as when old lines were repeated.
 */
final class FloorOrder {
  private final String arm;
  private final Defects defects;
  private Place before = Place.NONE;
  private Place last = Place.NONE;
  private boolean any;
  private int lastRound;
  private long lastNanos;

  /** Where an accepted floor stands in the list of rows, and the requests it was read after. */
  private record Place(int index, long ended) {
    static final Place NONE = new Place(0, 0);
  }

  FloorOrder(String arm, Defects defects) {
    this.arm = arm;
    this.defects = defects;
  }

  /** What becomes of a floor. */
  sealed interface Outcome {
    /**
     * It is kept.
     *
     * @param instead of the row at this place, which was wrong
     */
    record Keep(OptionalInt instead) implements Outcome {}

    record LeaveOut() implements Outcome {}
  }

  /**
   * Looks at the next floor of the arm.
   *
   * @param index where in the list of rows it will stand
   * @param line of the file, from 1
   */
  Outcome next(Tick floor, int index, long line) {
    long ended = floor.counts().ended();
    OptionalInt instead = OptionalInt.empty();
    if (any && ended < last.ended()) {
      if (ended < before.ended() || floor.round() <= lastRound) {
        defects.add(at(line) + "repeats an earlier floor of " + arm + "; it is left out");
        return new Outcome.LeaveOut();
      }
      defects.add(
          at(line)
              + "counts fewer requests than the floor of "
              + arm
              + " before it, which is left out");
      instead = OptionalInt.of(last.index());
    } else {
      before = last;
    }
    if (any) {
      order(floor, line);
    }
    any = true;
    last = new Place(index, ended);
    lastRound = floor.round();
    lastNanos = floor.nanos();
    return new Outcome.Keep(instead);
  }

  private void order(Tick floor, long line) {
    if (floor.round() > lastRound + 1) {
      int from = lastRound + 1;
      int to = floor.round() - 1;
      defects.add(
          at(line)
              + "follows a gap: "
              + (from == to ? "round " + from : "rounds " + from + " to " + to)
              + " of "
              + arm
              + (from == to ? " has" : " have")
              + " no floor");
    }
    if (floor.nanos() < lastNanos) {
      defects.add(at(line) + "runs back in time; durations are not to be trusted");
    }
  }

  private static String at(long line) {
    return "ledger.jsonl line " + line + " ";
  }
}
