package dev.tidemark.cli;

import dev.tidemark.analysis.Looks;
import dev.tidemark.analysis.Pilot;
import dev.tidemark.analysis.Planner;
import dev.tidemark.analysis.Planner.Design;
import dev.tidemark.analysis.Planner.Goal;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A plan for people, at 80 columns: what to run, why, and what else would do. */
final class PlanText {
  private static final List<Integer> ROUNDS = List.of(24, 54, 80, 120, 180);

  private static final double YEAR_SECONDS = 365.25 * 86_400;

  private final Plan asked;
  private final Pilot pilot;
  private final String source;

  /**
   * @param source where the pilot's figures come from
   */
  PlanText(Plan asked, Pilot pilot, String source) {
    this.asked = asked;
    this.pilot = pilot;
    this.source = source;
  }

  List<String> lines() {
    double sensitivity = asked.sensitivity().bytes();
    Design see = Planner.plan(pilot, Goal.DETECT, sensitivity);
    Design convict = Planner.plan(pilot, Goal.CONVICT, sensitivity);
    Design flat =
        Planner.design(
            pilot,
            (long) Math.ceil(Planner.requestsOfARun(pilot, sensitivity) / Traffic.DECK)
                * Traffic.DECK,
            Looks.FIRST_PLATEAU);
    List<String> lines = new ArrayList<>();
    lines.add("asked   growth of " + asked.sensitivity() + " per request");
    lines.add(
        String.format(
            Locale.ROOT,
            "pilot   noise of a floor %s, %s requests/s, %s a floor",
            ByteSize.format(pilot.noise()),
            rate(pilot.requestsPerSecond()),
            time(pilot.floorCost())));
    lines.add("        (" + source + ")");
    lines.add("");
    lines.add("plan         rounds  of requests    in all      time");
    lines.add(row("see it", see, ByteSize.format(see.detectable()) + " shows"));
    lines.add(row("rule it out", flat, "PLATEAU at the earliest"));
    lines.add(row("convict", convict, "LEAK from " + ByteSize.format(convict.convictable())));
    lines.add("");
    lines.add(
        "why     A floor costs as much time as " + count(worth()) + " requests. Rounds of twice");
    lines.add("        that reach a precision soonest: error = noise x 3.46 / (N x rounds^1.5).");
    allowance(lines);
    lines.add("");
    alternatives(lines, sensitivity);
    lines.add("");
    lines.add(
        "run     tidemark run --sensitivity "
            + asked.sensitivity().bytes()
            + "B --budget "
            + budget(longest(List.of(flat.duration(), convict.duration(), beyondAllowance())))
            + " ...");
    return lines;
  }

  private long worth() {
    return Math.round(pilot.requestsPerSecond() * pilot.floorCost().toNanos() / 1e9);
  }

  private static Duration longest(List<Duration> durations) {
    return Collections.max(durations);
  }

  private static String row(String goal, Design design, String why) {
    return String.format(
        Locale.ROOT,
        "%-12s %6d %12s %9s %9s   %s",
        goal,
        design.rounds(),
        count(design.requestsPerRound()),
        count(design.requests()),
        time(design.duration()),
        why);
  }

  /** What is less than a cache was allowed is not called a leak, however clearly it grows. */
  private void allowance(List<String> lines) {
    ByteSize allowed = asked.allowance().bytes();
    if (allowed.bytes() == 0) {
      return;
    }
    lines.add("        Growth is GROWING, and LEAK once it exceeds the --cache-allowance of");
    lines.add(
        String.format(
            Locale.ROOT,
            "        %s: at %s after %s requests, %s.",
            allowed,
            asked.sensitivity(),
            count((long) Math.ceil((double) allowed.bytes() / asked.sensitivity().bytes())),
            time(beyondAllowance())));
  }

  private Duration beyondAllowance() {
    double requests = (double) asked.allowance().bytes().bytes() / asked.sensitivity().bytes();
    return Duration.ofMillis(Math.round(requests / pilot.requestsPerSecond() * 1e3));
  }

  private void alternatives(List<String> lines, double sensitivity) {
    lines.add(
        String.format(
            Locale.ROOT,
            "or      rounds |%22s %9s |%20s %9s",
            "N to see " + asked.sensitivity(),
            "time",
            "N to convict it",
            "time"));
    for (int rounds : ROUNDS) {
      Design see = Planner.at(pilot, Goal.DETECT, sensitivity, rounds);
      Design convict = Planner.at(pilot, Goal.CONVICT, sensitivity, rounds);
      lines.add(
          String.format(
              Locale.ROOT,
              "        %6d |%22s %9s |%20s %9s",
              rounds,
              count(see.requestsPerRound()),
              time(see.duration()),
              count(convict.requestsPerRound()),
              time(convict.duration())));
    }
  }

  /** All digits, or three and a prefix where they are many. */
  private static String count(long value) {
    if (value < 10_000_000) {
      return String.format(Locale.ROOT, "%,d", value);
    }
    return value < 10_000_000_000L
        ? String.format(Locale.ROOT, "%,.0f M", value / 1e6)
        : String.format(Locale.ROOT, "%,.0f G", value / 1e9);
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond >= 10 ? "%,.0f" : "%.2f", perSecond);
  }

  private static String time(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    if (seconds < 10) {
      return String.format(Locale.ROOT, seconds < 1 ? "%.3f s" : "%.1f s", seconds);
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 3 * 3_600) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    if (seconds < 3 * 86_400) {
      return String.format(Locale.ROOT, "%.1f h", seconds / 3_600);
    }
    return seconds < YEAR_SECONDS
        ? String.format(Locale.ROOT, "%,.0f d", seconds / 86_400)
        : String.format(Locale.ROOT, "%.0f years", Math.min(999, seconds / YEAR_SECONDS));
  }

  /** Half as much again, for the small rounds before and for a slower day. */
  private static String budget(Duration duration) {
    long seconds = Math.max(60, Math.round(Math.min(YEAR_SECONDS, 1.5 * duration.toSeconds())));
    return seconds < 7_200 ? (seconds + 59) / 60 + "m" : (seconds + 3_599) / 3_600 + "h";
  }
}
