package dev.tidemark.accuracy;

import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the runs of one cell showed together.
 *
 * @param counts of LEAK, PLATEAU, GROWING and INCONCLUSIVE, in this order
 * @param intervals how many runs have one
 * @param covered how many of them hold the true slope
 * @param width median, times that of the oracle's who knows curve and correlation; 0 where there is
 *     no interval
 * @param byCurve the same of the oracle's who knows the curve
 * @param requests until the decision, or to the end where there was none or a wrong one
 * @param reference runs judged by the reference rule, and its counts of LEAK and PLATEAU
 * @param referenceRequests the reference rule's; none where it was not asked
 * @param convictable medians, and the share of those found again; 0 where that is not what was
 *     looked at
 * @param flagged runs by each peer
 */
record Tally(
    int runs,
    List<Integer> counts,
    int intervals,
    int covered,
    double width,
    double byCurve,
    Requests requests,
    List<Integer> reference,
    Requests referenceRequests,
    Answer.Convictable convictable,
    List<Integer> flagged) {
  Tally {
    counts = List.copyOf(counts);
    reference = List.copyOf(reference);
    flagged = List.copyOf(flagged);
  }

  static Tally of(List<Answer> answers) {
    List<Answer.Interval> intervals =
        answers.stream().flatMap(answer -> answer.interval().stream()).toList();
    List<Answer.Reference> reference =
        answers.stream().flatMap(answer -> answer.reference().stream()).toList();
    List<Answer.Convictable> convictable =
        answers.stream().flatMap(answer -> answer.convictable().stream()).toList();
    int peers = answers.get(0).flagged().length;
    List<Integer> flagged = new ArrayList<>();
    for (int peer = 0; peer < peers; peer++) {
      int one = peer;
      flagged.add(count(answers, answer -> answer.flagged()[one]));
    }
    return new Tally(
        answers.size(),
        List.of(
            count(answers, answer -> answer.kind() == Verdict.Kind.LEAK),
            count(answers, answer -> answer.kind() == Verdict.Kind.PLATEAU),
            count(answers, answer -> answer.kind() == Verdict.Kind.GROWING),
            count(answers, answer -> answer.kind() == Verdict.Kind.INCONCLUSIVE)),
        intervals.size(),
        count(intervals, Answer.Interval::covers),
        median(intervals, Answer.Interval::width),
        median(intervals, Answer.Interval::byCurve),
        Requests.of(answers.stream().mapToDouble(Answer::requests)),
        List.of(
            reference.size(),
            count(reference, one -> one.kind() == Verdict.Kind.LEAK),
            count(reference, one -> one.kind() == Verdict.Kind.PLATEAU)),
        Requests.of(reference.stream().mapToDouble(Answer.Reference::requests)),
        new Answer.Convictable(
            median(convictable, Answer.Convictable::units),
            median(convictable, Answer.Convictable::errors),
            median(convictable, Answer.Convictable::ofReference),
            convictable.stream().mapToDouble(Answer.Convictable::again).average().orElse(0)),
        flagged);
  }

  private static <T> int count(List<T> all, Predicate<T> which) {
    return Math.toIntExact(all.stream().filter(which).count());
  }

  private static <T> double median(List<T> all, ToDoubleFunction<T> what) {
    double[] values = all.stream().mapToDouble(what).sorted().toArray();
    if (values.length == 0) {
      return 0;
    }
    int half = values.length / 2;
    return values.length % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
  }

  int leak() {
    return counts.get(0);
  }

  int plateau() {
    return counts.get(1);
  }

  int growing() {
    return counts.get(2);
  }

  int inconclusive() {
    return counts.get(3);
  }

  /** One line without tabs, from which {@link #parse} makes the same tally. */
  String line() {
    return String.join(
        " ",
        String.valueOf(runs),
        joined(counts),
        String.valueOf(intervals),
        String.valueOf(covered),
        String.valueOf(width),
        String.valueOf(byCurve),
        requests.word(),
        joined(reference),
        referenceRequests.word(),
        String.valueOf(convictable.units()),
        String.valueOf(convictable.errors()),
        String.valueOf(convictable.ofReference()),
        String.valueOf(convictable.again()),
        joined(flagged));
  }

  static Tally parse(String line) {
    String[] parts = line.split(" ", -1);
    return new Tally(
        Integer.parseInt(parts[0]),
        numbers(parts[1]),
        Integer.parseInt(parts[2]),
        Integer.parseInt(parts[3]),
        Double.parseDouble(parts[4]),
        Double.parseDouble(parts[5]),
        Requests.parse(parts[6]),
        numbers(parts[7]),
        Requests.parse(parts[8]),
        new Answer.Convictable(
            Double.parseDouble(parts[9]),
            Double.parseDouble(parts[10]),
            Double.parseDouble(parts[11]),
            Double.parseDouble(parts[12])),
        numbers(parts[13]));
  }

  private static String joined(List<Integer> numbers) {
    return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  private static List<Integer> numbers(String joined) {
    return joined.isEmpty()
        ? List.of()
        : Arrays.stream(joined.split(",", -1)).map(Integer::valueOf).toList();
  }
}
