package dev.tidemark.analysis;

import static dev.tidemark.analysis.Figures.amount;
import static dev.tidemark.analysis.Figures.withInterval;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.Finding;
import dev.tidemark.model.Finding.Outcome;
import dev.tidemark.model.Plan;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.ColumnFit;
import dev.tidemark.stats.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the growth of a candidate beyond that of a baseline under the same traffic shows.
 *
 * <p>Idea: the difference of the two live sets, round by round, is free of what both have in
 * common, such as a warm-up, a cache that both fill, or a wave of the traffic. Its slope is that by
 * which the candidate grows more.
 *
 * <p>It makes a LEAK only where the difference passes the leak test and exceeds the cache
 * allowance, and the candidate itself gained as much, so that a baseline which falls cannot convict
 * it. It makes a PLATEAU only where the baseline is one, and what it leaves possible together with
 * the most by which the candidate may grow more lies below the sensitivity.
 */
final class EvidenceOfArms {
  static final String SOURCE = "baseline";

  /** At least this share of the difference must be growth of the candidate itself. */
  private static final double OWN = 0.5;

  private static final double BURN_IN = 0.15;

  private final RunRecord record;
  private final Plan plan;
  private final int arms;

  EvidenceOfArms(RunRecord record) {
    this.record = record;
    this.plan = record.manifest().plan();
    this.arms = Math.max(1, record.manifest().targets().size());
  }

  /** The baseline among several targets: the one of that name. */
  static Optional<TargetVerdict> baseline(List<TargetVerdict> targets) {
    return targets.size() < 2
        ? Optional.empty()
        : targets.stream().filter(EvidenceOfArms::isBaseline).findFirst();
  }

  /** The targets that are judged: all but the baseline, where there is one beside others. */
  static List<TargetVerdict> candidates(List<TargetVerdict> targets) {
    return baseline(targets).isEmpty()
        ? targets
        : targets.stream().filter(target -> !isBaseline(target)).toList();
  }

  private static boolean isBaseline(TargetVerdict target) {
    return target.name().equalsIgnoreCase(SOURCE);
  }

  /** The targets, of which the candidates were compared with the baseline, where there is one. */
  List<TargetVerdict> weigh(List<TargetVerdict> targets) {
    Optional<TargetVerdict> baseline = baseline(targets);
    if (baseline.isEmpty()) {
      return targets;
    }
    List<TargetVerdict> weighed = new ArrayList<>();
    for (TargetVerdict target : targets) {
      weighed.add(isBaseline(target) ? target : weigh(target, baseline.get()));
    }
    return weighed;
  }

  private TargetVerdict weigh(TargetVerdict candidate, TargetVerdict baseline) {
    Optional<SeriesVerdict> series = candidate.primary();
    boolean settled =
        candidate.verdict().kind() == Verdict.Kind.CRASHED
            || record.events().stream()
                .anyMatch(
                    e -> e.arm().equals(candidate.name()) && e.event().equals(Events.WITHDRAWN));
    if (series.isEmpty() || settled) {
      return candidate;
    }
    ArmPairs pairs =
        ArmPairs.of(
            series.get(), record.ticksOf(candidate.name()), record.ticksOf(baseline.name()));
    Optional<ColumnFit> fit = pairs.fit(BURN_IN);
    if (fit.isEmpty()) {
      return candidate;
    }
    Finding finding = finding(series.get(), fit.get(), pairs.rounds());
    List<Finding> findings = new ArrayList<>(candidate.findings());
    findings.add(finding);
    Verdict verdict =
        decide(candidate.verdict(), series.get(), baseline, finding, fit.get(), pairs);
    return candidate.with(verdict, findings);
  }

  private Finding finding(SeriesVerdict series, ColumnFit fit, int rounds) {
    Unit unit = series.unit();
    SlopeEstimate more = Figures.estimate(fit, 1);
    double low = fit.lower(1, Settings.ALPHA_LEAK / arms);
    double high = fit.upper(1, Settings.ALPHA_LEAK / arms);
    double least = StageEvidence.EFFECT_FLOOR * series.sensitivity();
    double bound = upper(fit);
    Outcome outcome;
    String sentence;
    if (bound < series.sensitivity()
        && -fit.lower(1, Settings.ALPHA_PLATEAU / arms) < series.sensitivity()) {
      outcome = Outcome.ALIKE;
      sentence =
          "it grows by at most "
              + amount(unit, Math.max(0, bound))
              + " per request more than the baseline";
    } else if (low > least) {
      outcome = Outcome.MORE;
      sentence = "it grows " + withInterval(unit, more) + " per request more than the baseline";
    } else if (high < -least) {
      outcome = Outcome.LESS;
      sentence =
          "it grows " + amount(unit, -more.perRequest()) + " per request less than the baseline";
    } else {
      outcome = Outcome.UNDECIDED;
      sentence =
          "its growth differs from the baseline's by "
              + withInterval(unit, more)
              + " per request, which is not enough to tell";
    }
    return new Finding(
        SOURCE,
        series.name(),
        outcome,
        Optional.of(more),
        "request",
        sentence + " under the same traffic, over " + rounds + " rounds");
  }

  private double upper(ColumnFit fit) {
    return fit.upper(1, Settings.ALPHA_PLATEAU / arms);
  }

  private Verdict decide(
      Verdict verdict,
      SeriesVerdict series,
      TargetVerdict baseline,
      Finding finding,
      ColumnFit fit,
      ArmPairs pairs) {
    if (finding.outcome() == Outcome.UNDECIDED) {
      return verdict;
    }
    String own = "; in its own rounds: " + verdict.reason();
    String reason = finding.sentence() + own;
    boolean open =
        verdict.kind() == Verdict.Kind.GROWING || verdict.kind() == Verdict.Kind.INCONCLUSIVE;
    boolean ofThisSeries = series.verdict().kind() == verdict.kind();
    double slope = pairs.candidateSlope(BURN_IN).map(s -> s.estimate(1)).orElse(0.0);
    if (open && finding.outcome() == Outcome.MORE && slope > OWN * fit.estimate(1)) {
      return beyondAllowance(series, pairs)
          ? new Verdict.Leak(
              finding.sentence()
                  + ", beyond the cache allowance of "
                  + series.unit().format(plan.allowance().of(series.kind()))
                  + "; a larger cache would do the same"
                  + own)
          : verdict instanceof Verdict.Growing growing
              ? new Verdict.Growing(reason, growing.linear())
              : new Verdict.Growing(reason, false);
    }
    double left =
        baseline.primary().map(s -> s.reached().orElse(Double.MAX_VALUE)).orElse(Double.MAX_VALUE);
    boolean flat =
        baseline.verdict().kind() == Verdict.Kind.PLATEAU
            && pairs.rounds() >= Looks.FIRST_PLATEAU
            && left + upper(fit) < series.sensitivity();
    if (open && ofThisSeries && flat) {
      return new Verdict.Plateau("the baseline is flat, and " + reason, series.sensitivity());
    }
    return verdict.because(verdict.reason() + "; " + finding.sentence());
  }

  /** Whether the difference passes the leak test, and both it and the candidate gained enough. */
  private boolean beyondAllowance(SeriesVerdict series, ArmPairs pairs) {
    double allowance = plan.allowance().of(series.kind());
    Question question =
        new Question(
            series.sensitivity(), allowance, SeriesJudge.LOOKS, arms, pairs.rounds(), true);
    SeriesVerdict difference = new SeriesAnalyst().judge(pairs.difference(series), question);
    return difference.verdict().kind() == Verdict.Kind.LEAK
        && pairs.gainedByCandidate() >= allowance;
  }
}
