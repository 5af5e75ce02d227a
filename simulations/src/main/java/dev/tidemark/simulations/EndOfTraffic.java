package dev.tidemark.simulations;

import dev.tidemark.analysis.Looks;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Optional;

/** What to do where the traffic of a simulation ended before its verdict was clear. */
final class EndOfTraffic {
  private static final String ENDED_FIRST =
      "The traffic of the simulation ended before its verdict was clear; this one is on what was"
          + " seen. Where that is not enough, let it send for ";

  private static final double NANOS = 1e9;

  /** Times are said in steps of so many seconds: a round is not as long as the next. */
  private static final int STEP = 10;

  private EndOfTraffic() {}

  /**
   * One sentence of what happened and one of what to do.
   *
   * @param record of the run, where it came that far
   */
  static String advice(Optional<RunRecord> record) {
    List<Tick> floors =
        record.stream()
            .flatMap(all -> all.ticks().stream())
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .toList();
    int segment = floors.isEmpty() ? 0 : floors.get(floors.size() - 1).segment();
    List<Tick> last = floors.stream().filter(tick -> tick.segment() == segment).toList();
    int missing = Looks.FIRST_PLATEAU - last.size();
    if (segment == 0 || last.size() < 2 || missing <= 0) {
      return ENDED_FIRST + "longer.";
    }
    double each = (last.get(last.size() - 1).nanos() - last.get(0).nanos()) / NANOS;
    long seconds = STEP * (long) Math.ceil(missing * each / (last.size() - 1) / STEP);
    return ENDED_FIRST
        + seconds
        + " s longer, or plan the verdict for that much less with -Dtidemark.budget: it got to round "
        + last.size()
        + " of "
        + Looks.FIRST_PLATEAU
        + ".";
  }
}
