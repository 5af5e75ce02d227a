package dev.tidemark.analysis;

import dev.tidemark.analysis.EvidenceOfClasses.Entries;
import dev.tidemark.model.Allowance;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Stage;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What becomes of the verdict on one series in the light of what was found beside its rounds.
 *
 * <p>LEAK needs the whole of this: the rounds grew along a line, of requests, or of time where it
 * grows at rest; a stage goes on growing, at the level of the leak test and by at least half of the
 * pace of the rounds; none contradicts; and what was gained from the start of that line to the end
 * of the stages exceeds the cache allowance. Or a class grew by an exact count in every round, by
 * more than the allowance of entries, for long enough that what is dropped every few seconds would
 * have been. What is let go again without traffic, by a good part of what was gained, is no LEAK,
 * and where next to nothing stays it is PLATEAU. Otherwise PLATEAU needs the same load to have been
 * sent again, after enough rounds, and to have added less than the sensitivity, at the level of the
 * plateau test.
 */
final class EvidenceRule {
  /** Growth of which so much is let go again is that of something that drops by time. */
  private static final double LET_GO = 0.2;

  private final double allowance;

  /**
   * @param allowance of the series, in its unit
   */
  EvidenceRule(double allowance) {
    this.allowance = allowance;
  }

  /**
   * What the time without traffic left.
   *
   * @param lost from its start to its end; 0 where it is no more than noise
   * @param stays of each request that was sent, at most; infinite where that cannot be told
   */
  record Rest(double lost, double stays) {
    static final Rest NONE = new Rest(0, Double.POSITIVE_INFINITY);
  }

  /**
   * What is weighed beside the rounds.
   *
   * @param findings of the stages, of this series alone
   * @param lineInTime whether it grows at rest, and grew along a line in time over the rounds
   * @param gained from the start of the line to the end of the stages, less the noise
   * @param rest what the time without traffic left
   * @param repeated the share of the segment's requests that was sent again
   * @param enoughRounds whether absence of growth may be shown
   * @param entries a class with an exact count
   */
  record Case(
      List<Finding> findings,
      boolean lineInTime,
      double gained,
      Rest rest,
      double repeated,
      boolean enoughRounds,
      Optional<Entries> entries) {

    boolean has(Stage stage, Outcome outcome) {
      return findings.stream()
          .anyMatch(f -> f.source().equals(stage.word()) && f.outcome() == outcome);
    }

    /** Whether a stage goes on as the rounds did. */
    boolean goesOn() {
      return findings.stream().anyMatch(f -> f.outcome() == Outcome.GROWS);
    }

    boolean grows() {
      return goesOn() || findings.stream().anyMatch(f -> f.outcome() == Outcome.GROWS_LESS);
    }

    /** Whether a stage speaks against a leak; where time drives it, requests need not add. */
    boolean contradicted() {
      return has(Stage.IDLE, Outcome.FALLS)
          || (!has(Stage.IDLE, Outcome.GROWS)
              && (has(Stage.SAME_KEYS, Outcome.STANDS) || has(Stage.REPEAT, Outcome.STANDS)));
    }

    /** What was found, in words. */
    String words() {
      List<String> sentences = new ArrayList<>();
      findings.stream()
          .filter(f -> f.outcome() != Outcome.UNDECIDED && f.outcome() != Outcome.ATTRIBUTED)
          .forEach(f -> sentences.add(f.sentence()));
      return String.join("; ", sentences);
    }
  }

  Verdict decide(SeriesVerdict series, Case found) {
    Verdict verdict = decidedWithoutLoss(series, found);
    boolean grows = verdict.kind() == Verdict.Kind.LEAK || verdict.kind() == Verdict.Kind.GROWING;
    double lost = found.rest().lost();
    if (!grows || lost <= LET_GO * (found.gained() + lost)) {
      return verdict;
    }
    String letGo =
        "without traffic it lets go of "
            + series.unit().format(Math.rint(lost))
            + ": what is kept for a time grows like this until the first of it is old enough";
    if (found.rest().stays() < series.sensitivity()
        && found.enoughRounds()
        && found.entries().isEmpty()) {
      return new Verdict.Plateau(
          join(
              letGo,
              "at most "
                  + Figures.amount(series.unit(), Math.max(0, found.rest().stays()))
                  + " per request stays",
              "in the rounds: " + series.verdict().reason()),
          series.sensitivity());
    }
    return verdict.kind() == Verdict.Kind.LEAK
        ? new Verdict.Growing(join(verdict.reason(), "but " + letGo), false)
        : verdict;
  }

  private Verdict decidedWithoutLoss(SeriesVerdict series, Case found) {
    Verdict verdict = series.verdict();
    return switch (verdict.kind()) {
      case LEAK, FILLING -> told(verdict, found.words());
      case GROWING -> growing(series, found);
      case INCONCLUSIVE -> inconclusive(series, found);
      case PLATEAU -> flat(series, found);
      case CRASHED -> verdict;
    };
  }

  private Verdict growing(SeriesVerdict series, Case found) {
    Verdict verdict = series.verdict();
    boolean line = verdict instanceof Verdict.Growing growing && growing.linear();
    Optional<Verdict> byEntries = tooManyEntries(verdict, found);
    if (byEntries.isPresent()) {
      return byEntries.get();
    }
    Optional<Verdict> byStages = goneOnBeyondAllowance(series, found, line);
    if (byStages.isPresent()) {
      return byStages.get();
    }
    boolean stopped =
        found.has(Stage.REPEAT, Outcome.STANDS)
            && found.repeated() >= 1
            && !found.goesOn()
            && !found.has(Stage.IDLE, Outcome.GROWS_LESS);
    if (stopped && found.enoughRounds()) {
      return new Verdict.Plateau(
          join(found.words(), "in the rounds: " + verdict.reason()), series.sensitivity());
    }
    return told(verdict, join(found.words(), words(found.entries())));
  }

  private Optional<Verdict> goneOnBeyondAllowance(SeriesVerdict series, Case found, boolean line) {
    boolean leaks =
        (line || found.lineInTime())
            && found.goesOn()
            && !found.contradicted()
            && found.gained() >= allowance;
    return leaks
        ? Optional.of(
            new Verdict.Leak(
                join(
                    found.words(),
                    "gained at least "
                        + series.unit().format(Math.rint(found.gained()))
                        + (line ? " since the line began" : " along a line in time")
                        + ", beyond the cache allowance of "
                        + series.unit().format(allowance),
                    "in the rounds: " + series.verdict().reason())))
        : Optional.empty();
  }

  private Verdict inconclusive(SeriesVerdict series, Case found) {
    Verdict verdict = series.verdict();
    Optional<Verdict> byEntries = tooManyEntries(verdict, found);
    if (byEntries.isPresent()) {
      return byEntries.get();
    }
    Optional<Verdict> byStages = goneOnBeyondAllowance(series, found, false);
    if (byStages.isPresent()) {
      return byStages.get();
    }
    if (found.grows() || found.entries().isPresent()) {
      return new Verdict.Growing(
          join(found.words(), words(found.entries()), "in the rounds: " + verdict.reason()), false);
    }
    if (found.has(Stage.REPEAT, Outcome.STANDS) && found.enoughRounds()) {
      return new Verdict.Plateau(
          join(found.words(), "in the rounds: " + verdict.reason()), series.sensitivity());
    }
    return told(verdict, found.words());
  }

  /**
   * A plateau is withdrawn where time drives growth, which is little for each request under quick
   * traffic, where the same load again adds what the rounds had ruled out, or where a class grows
   * exactly while something else is let go.
   */
  private Verdict flat(SeriesVerdict series, Case found) {
    Verdict verdict = series.verdict();
    boolean withTime =
        found.has(Stage.IDLE, Outcome.GROWS) || found.has(Stage.IDLE, Outcome.GROWS_LESS);
    Optional<Verdict> byStages =
        withTime ? goneOnBeyondAllowance(series, found, false) : Optional.empty();
    if (byStages.isPresent()) {
      return byStages.get();
    }
    boolean ruledOut =
        found.findings().stream()
            .filter(f -> f.outcome() == Outcome.GROWS || f.outcome() == Outcome.GROWS_LESS)
            .filter(f -> f.source().equals(Stage.REPEAT.word()))
            .flatMap(f -> f.rate().stream())
            .anyMatch(rate -> rate.interval().low() >= series.sensitivity());
    Optional<Entries> beside = found.entries().filter(Entries::hidden);
    if (beside.isPresent()) {
      return new Verdict.Growing(
          join(
              words(beside),
              "the live set as a whole falls, which hides it; in the rounds: " + verdict.reason()),
          false);
    }
    return withTime || ruledOut
        ? new Verdict.Growing(join(found.words(), "in the rounds: " + verdict.reason()), false)
        : told(verdict, found.words());
  }

  private Optional<Verdict> tooManyEntries(Verdict verdict, Case found) {
    return found
        .entries()
        .filter(Entries::tooMany)
        .filter(one -> one.seconds() >= Allowance.SECONDS_OF_ENTRIES)
        .map(
            one ->
                new Verdict.Leak(
                    join(
                        one.finding().sentence(),
                        String.format(
                            Locale.ROOT,
                            "that is beyond the cache allowance of %,d %s",
                            one.allowed(),
                            one.what()),
                        found.words(),
                        "in the rounds: " + verdict.reason())));
  }

  private static String words(Optional<Entries> entries) {
    return entries.map(one -> one.finding().sentence()).orElse("");
  }

  private static Verdict told(Verdict verdict, String words) {
    return words.isEmpty() ? verdict : verdict.because(join(verdict.reason(), words));
  }

  private static String join(String... parts) {
    List<String> told = new ArrayList<>();
    for (String part : parts) {
      if (!part.isEmpty()) {
        told.add(part);
      }
    }
    return String.join("; ", told);
  }
}
