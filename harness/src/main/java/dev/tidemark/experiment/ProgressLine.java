package dev.tidemark.experiment;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.RoundLimits;
import dev.tidemark.model.Plan;
import java.util.List;
import java.util.Locale;

/** How far a run is, in lines of at most 80 columns: round, requests, time left, and each arm. */
final class ProgressLine {
  private static final int WIDTH = 80;
  private static final String SEPARATOR = " | ";

  private ProgressLine() {}

  /** What is asked of a run. */
  static String of(Plan plan) {
    return String.format(
        Locale.ROOT,
        "asked: leaks of %s per request; %s may be a cache; %d users; %d s",
        plan.sensitivity(),
        plan.allowance().bytes(),
        plan.concurrency(),
        plan.budget().toSeconds());
  }

  /**
   * The lines.
   *
   * @param beliefs one for each arm, such as {@code leaky 33.5 MiB +84.1 KiB/req}
   */
  static String of(int round, long requests, double secondsLeft, List<String> beliefs) {
    String head =
        String.format(Locale.ROOT, "round %3d %,7d req ~%.0f s left", round, requests, secondsLeft);
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(head);
    for (String belief : beliefs) {
      if (line.length() + SEPARATOR.length() + belief.length() > WIDTH) {
        lines.append(line).append('\n');
        line = new StringBuilder(" ".repeat(head.length()));
      }
      line.append(SEPARATOR).append(belief);
    }
    return lines.append(line).toString();
  }

  /** About how long it takes to the look at which a flat arm may be decided, or to the next one. */
  static double secondsToGo(List<ArmRun> active, int segment, int inSegment, long size) {
    double seconds = 0;
    for (ArmRun run : active) {
      double now = size / run.requestsPerSecond() + run.floorSeconds();
      double later = RoundSize.FEWEST / run.requestsPerSecond() + run.floorSeconds();
      int next =
          inSegment < Looks.FIRST_PLATEAU
              ? Looks.FIRST_PLATEAU
              : Looks.ofSegment(segment).after(inSegment).orElse(inSegment);
      double toGo =
          segment == 0
              ? (RoundLimits.FIRST_SEGMENT - inSegment) * now + Looks.FIRST_PLATEAU * later
              : (next - inSegment) * now;
      seconds = Math.max(seconds, toGo);
    }
    return seconds;
  }
}
