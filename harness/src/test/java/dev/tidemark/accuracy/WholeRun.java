package dev.tidemark.accuracy;

import dev.tidemark.analysis.ArmAnalyst;
import dev.tidemark.analysis.ClearLeak;
import dev.tidemark.analysis.Looks;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A run from its first round to its decision: the arms are judged at every look, by the code that
 * judges real ones, until they are decided or 180 rounds are over.
 *
 * @param label what the page calls it
 * @param arms the kinds of the series of each arm
 * @param watched which truth the figures are about, where series of both kinds run together
 * @param size of leaks without a size of their own, in units of the standard error of a slope over
 *     54 rounds
 * @param allowance for caches, in bytes
 * @param growing whether 24 rounds of a tenth of the requests go first, as in real runs
 */
record WholeRun(
    String label, List<List<Zoo>> arms, Truth watched, double size, long allowance, boolean growing)
    implements Cell {
  /** The least allowance of a run with caches; caches are up to four fifths of it. */
  static final long CACHES = 4L << 20;

  private static final double OF_ALLOWANCE = 0.8;

  static WholeRun of(Zoo kind, double size, long allowance) {
    return new WholeRun(kind.name(), List.of(List.of(kind)), kind.truth(), size, allowance, false);
  }

  @Override
  public String name() {
    boolean sized =
        arms.stream()
            .flatMap(List::stream)
            .anyMatch(kind -> kind.truth() == Truth.LEAKING && !kind.leak().ownSize());
    return "run/"
        + label
        + (watched == Truth.LEAKING || !sized ? "" : "/innocent")
        + (sized ? String.format(Locale.ROOT, "/%.0fU", size) : "")
        + (allowance > 0 ? "/4MiB" : "");
  }

  @Override
  public Truth truth() {
    return watched;
  }

  @Override
  public boolean inScope() {
    return watched == Truth.LEAKING || (watched == Truth.INNOCENT && (allowance > 0 || !fills()));
  }

  /** Whether a series looks like a leak until a cache is full: then only an allowance can tell. */
  private boolean fills() {
    return arms.stream()
        .flatMap(List::stream)
        .anyMatch(
            kind ->
                kind.truth() == Truth.INNOCENT
                    && kind.nuisance().fills()
                    && !kind.nuisance().recurs());
  }

  @Override
  public boolean constantSlope() {
    // in a run that ends early a cache may fill almost to the end
    return arms.stream()
        .flatMap(List::stream)
        .allMatch(
            kind ->
                kind.constantSlope()
                    && !kind.nuisance().isSlow()
                    && kind.nuisance() != Nuisance.CACHE_FULL_AT_30);
  }

  @Override
  public boolean promised() {
    return inScope();
  }

  private boolean alone() {
    return arms.size() == 1 && arms.get(0).size() == 1 && !growing;
  }

  @Override
  public Answer run(int number) {
    SplittableRandom random = random(number);
    Course course = Course.of(growing);
    double slope = size * Scale.unit(Looks.FIRST_PLATEAU);
    double tallest =
        allowance > 0 ? OF_ALLOWANCE * allowance / Scale.NOISE : Double.POSITIVE_INFINITY;
    ArmAnalyst analyst = new ArmAnalyst(Course.plan(allowance), arms.size());
    Answer worst = null;
    for (List<Zoo> kinds : arms) {
      List<Target> series = new ArrayList<>();
      for (Zoo kind : kinds) {
        series.add(kind.draw(random, course.of(slope, tallest)));
      }
      if (kinds.stream().anyMatch(kind -> kind.truth() == watched)) {
        Answer answer = run(analyst, series, course, number < BenchOptions.RUNS);
        worst = worst == null || answer.kind().worseThan(worst.kind()) ? answer : worst;
      }
    }
    if (worst == null) {
      throw new IllegalStateException(name() + " watches nothing");
    }
    return worst;
  }

  private Answer run(ArmAnalyst analyst, List<Target> series, Course course, boolean reference) {
    List<Tick> ticks = course.ticks(series);
    for (Course.Look look : course.looks()) {
      List<Tick> soFar = ticks.subList(0, look.readings());
      TargetVerdict verdict = analyst.judge(Course.IDENTITY, soFar, List.of());
      Verdict.Kind kind = verdict.verdict().kind();
      boolean leak =
          ClearLeak.ends(verdict, look.between(), look.requests(), Course.allowed(allowance));
      if (leak || kind == Verdict.Kind.PLATEAU || look.last()) {
        return answer(verdict, series, look, reference);
      }
    }
    throw new IllegalStateException("no look is the last");
  }

  private Answer answer(
      TargetVerdict verdict, List<Target> series, Course.Look look, boolean reference) {
    Verdict.Kind kind = verdict.verdict().kind();
    if (series.stream().anyMatch(one -> one.kind().truth() != watched)) {
      kind =
          verdict.series().stream()
              .filter(one -> Course.of(one, series).kind().truth() == watched)
              .map(one -> one.verdict().kind())
              .min(Comparator.naturalOrder())
              .orElse(Verdict.Kind.INCONCLUSIVE);
    }
    SeriesVerdict first =
        verdict.series().stream()
            .filter(one -> Course.of(one, series).kind().truth() == watched)
            .findFirst()
            .orElseThrow();
    Target target = Course.of(first, series);
    int last = watched.contradicts(kind) ? target.requests().length - 1 : look.readings() - 1;
    return new Answer(
        kind,
        alone() && target.kind().constantSlope()
            ? first.slope().map(slope -> against(slope, target, look.readings()))
            : Optional.empty(),
        target.requests()[last],
        reference && alone() ? Optional.of(ReferenceRun.of(target, allowance)) : Optional.empty(),
        Optional.empty(),
        Answer.NO_PEERS);
  }

  private static Answer.Interval against(SlopeEstimate slope, Target target, int readings) {
    return Answer.Interval.of(slope.interval().low(), slope.interval().high(), target, readings);
  }
}
