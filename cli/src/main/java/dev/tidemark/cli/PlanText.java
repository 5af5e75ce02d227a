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
            "pilot   noise of a floor %s, %s requests/s, %s a floor (%s)",
            ByteSize.format(pilot.noise()),
            rate(pilot.requestsPerSecond()),
            time(pilot.floorCost()),
            source));
    lines.add("");
    lines.add(plan("see it", see, "growth of " + ByteSize.format(see.detectable()) + " shows"));
    lines.add(plan("rule it out", flat, "PLATEAU at the earliest"));
    lines.add(
        plan("convict", convict, "LEAK from " + ByteSize.format(convict.convictable()) + " on"));
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "why     A floor costs %s, which is worth %,d requests. Rounds of twice that",
            time(pilot.floorCost()),
            Math.round(pilot.requestsPerSecond() * pilot.floorCost().toNanos() / 1e9)));
    lines.add("        reach a precision soonest: error = noise x 3.46 / (N x rounds^1.5).");
    allowance(lines, sensitivity);
    lines.add("");
    alternatives(lines, sensitivity);
    lines.add("");
    lines.add(
        "run     tidemark run --sensitivity "
            + asked.sensitivity().bytes()
            + "B --budget "
            + budget(
                longest(List.of(flat.duration(), convict.duration(), beyondAllowance(sensitivity))))
            + " ...");
    return lines;
  }

  private static Duration longest(List<Duration> durations) {
    return Collections.max(durations);
  }

  private static String plan(String goal, Design design, String why) {
    return String.format(
        Locale.ROOT,
        "%-12s %3d rounds of %,d requests: %,d in %s; %s",
        goal,
        design.rounds(),
        design.requestsPerRound(),
        design.requests(),
        time(design.duration()),
        why);
  }

  /** What is less than a cache was allowed is not called a leak, however clearly it grows. */
  private void allowance(List<String> lines, double sensitivity) {
    long allowed = asked.allowance().bytes().bytes();
    if (allowed == 0) {
      return;
    }
    double requests = Math.ceil(allowed / sensitivity);
    lines.add(
        String.format(
            Locale.ROOT,
            "        Growth is LEAK once it exceeds the cache allowance of %s, GROWING before:",
            asked.allowance().bytes()));
    lines.add(
        String.format(
            Locale.ROOT,
            "        at %s that is after %,.0f requests, %s. --cache-allowance sets it.",
            asked.sensitivity(),
            requests,
            time(beyondAllowance(sensitivity))));
  }

  private Duration beyondAllowance(double sensitivity) {
    double requests = asked.allowance().bytes().bytes() / sensitivity;
    return Duration.ofMillis(Math.round(requests / pilot.requestsPerSecond() * 1e3));
  }

  private void alternatives(List<String> lines, double sensitivity) {
    lines.add(
        "        rounds |  to see "
            + pad(asked.sensitivity() + ": N", 10)
            + "     time"
            + " |  to convict: N     time");
    for (int rounds : ROUNDS) {
      Design see = Planner.at(pilot, Goal.DETECT, sensitivity, rounds);
      Design convict = Planner.at(pilot, Goal.CONVICT, sensitivity, rounds);
      lines.add(
          String.format(
              Locale.ROOT,
              "        %6d | %,18d %9s | %,14d %8s",
              rounds,
              see.requestsPerRound(),
              time(see.duration()),
              convict.requestsPerRound(),
              time(convict.duration())));
    }
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String rate(double perSecond) {
    return String.format(Locale.ROOT, perSecond >= 10 ? "%,.0f" : "%.2f", perSecond);
  }

  private static String time(Duration duration) {
    double seconds = duration.toMillis() / 1e3;
    if (seconds < 10) {
      return String.format(Locale.ROOT, seconds < 1 ? "%.2f s" : "%.1f s", seconds);
    }
    if (seconds < 120) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < 3 * 3_600) {
      return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }
    return seconds < 3 * 86_400
        ? String.format(Locale.ROOT, "%.1f h", seconds / 3_600)
        : String.format(Locale.ROOT, "%,.0f d", seconds / 86_400);
  }

  /** Half as much again, for the small rounds before and for a slower day. */
  private static String budget(Duration duration) {
    long seconds = Math.max(60, Math.round(1.5 * duration.toSeconds()));
    return seconds < 7_200 ? (seconds + 59) / 60 + "m" : (seconds + 3_599) / 3_600 + "h";
  }
}
