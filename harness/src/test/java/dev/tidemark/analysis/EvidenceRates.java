package dev.tidemark.analysis;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Rates;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict.Kind;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How often evidence decides wrongly, by simulation: targets of known truth go through rounds and
 * all stages.
 */
final class EvidenceRates {
  private EvidenceRates() {}

  /** What may not be said of a target. */
  enum Truth {
    INNOCENT(Kind.LEAK),
    LEAKING(Kind.PLATEAU);

    private final Kind wrong;

    Truth(Kind wrong) {
      this.wrong = wrong;
    }
  }

  /** A kind of target; its memory may differ from seed to seed. */
  record Cell(Truth truth, double deviation, double correlation, Memory memory) {}

  /** Makes the memory of one target. */
  interface Memory {
    ToDoubleFunction<State> of(Random random);
  }

  static Map<String, Cell> cells() {
    Map<String, Cell> cells = new LinkedHashMap<>();
    cells.put("flat", innocent(2_000, 0, r -> s -> 0));
    cells.put("flat, noise with AR(1) of .8", innocent(20_000, 0.8, r -> s -> 0));
    cells.put("flat, noise of 400 KB", innocent(400_000, 0.3, r -> s -> 0));
    cells.put(
        "warm-up of 3 MB",
        innocent(
            5_000,
            0.3,
            r -> {
              double knee = 500 + 4_000 * r.nextDouble();
              return s -> 3e6 * (1 - Math.exp(-s.requests() / knee));
            }));
    cells.put(
        "cache within its allowance, keyed by an id",
        innocent(
            5_000,
            0.3,
            r -> {
              double most = 2_000 + 12_000 * r.nextDouble();
              return s -> 1_000 * Math.min(most, s.requests());
            }));
    cells.put(
        "cache within its allowance, keyed by content, and a creep",
        innocent(
            5_000,
            0.3,
            r -> {
              double most = 2_000 + 12_000 * r.nextDouble();
              return s -> 1_000 * Math.min(most, s.keys()) + 8 * s.requests();
            }));
    cells.put(
        "held for a minute, then released",
        innocent(5_000, 0.3, r -> s -> 400_000 * Math.min(8, s.seconds() / 4)));
    cells.put(
        "wave of 1 MB",
        innocent(
            5_000,
            0.3,
            r -> {
              double period = 500 + 8_000 * r.nextDouble();
              double phase = 7 * r.nextDouble();
              return s -> 5e5 * Math.sin(phase + s.requests() * 2 * Math.PI / period);
            }));
    cells.put(
        "root of requests, 2 MB",
        innocent(5_000, 0.3, r -> s -> 2e6 * Math.sqrt(s.requests() / 6_000)));
    cells.put("flat, noise that wanders: AR(1) of .99", innocent(200_000, 0.99, r -> s -> 0));
    cells.put("leak of 150 B", leaking(2_000, 0.3, r -> s -> 150 * s.requests()));
    cells.put("leak of 120 B, noise of 20 KB", leaking(20_000, 0.3, r -> s -> 120 * s.requests()));
    cells.put("leak of 120 B, AR(1) of .9", leaking(40_000, 0.9, r -> s -> 120 * s.requests()));
    cells.put(
        "leak of 200 B, noise of 400 KB", leaking(400_000, 0.3, r -> s -> 200 * s.requests()));
    cells.put(
        "leak with time, 60 KB a second", leaking(5_000, 0.3, r -> s -> 60_000 * s.seconds()));
    cells.put("leak on content, 200 B", leaking(5_000, 0.3, r -> s -> 200 * s.keys()));
    cells.put(
        "leak of 200 B after a warm-up",
        leaking(
            5_000,
            0.3,
            r -> s -> 3e6 * (1 - Math.exp(-s.requests() / 1_500)) + 200 * s.requests()));
    cells.put(
        "leak of 250 B in bursts of 1 MB",
        leaking(
            5_000,
            0.3,
            r -> {
              double first = 4_000 * r.nextDouble();
              return s -> 1e6 * Math.floor((s.requests() + first) / 4_000);
            }));
    cells.put(
        "leak of 200 B, noise that wanders: AR(1) of .97",
        leaking(200_000, 0.97, r -> s -> 200 * s.requests()));
    cells.put(
        "leak of 300 B beside a wave of 1 MB",
        leaking(
            5_000,
            0.3,
            r -> {
              double period = 500 + 8_000 * r.nextDouble();
              return s -> 300 * s.requests() + 5e5 * Math.sin(s.requests() * 2 * Math.PI / period);
            }));
    return cells;
  }

  private static Cell innocent(double deviation, double correlation, Memory memory) {
    return new Cell(Truth.INNOCENT, deviation, correlation, memory);
  }

  private static Cell leaking(double deviation, double correlation, Memory memory) {
    return new Cell(Truth.LEAKING, deviation, correlation, memory);
  }

  /**
   * Verdicts by kind, without stages and with them.
   *
   * @param madeWrong runs whose verdict was not wrong before the evidence was weighed
   */
  record Counted(Map<Kind, Integer> rounds, Map<Kind, Integer> all, int madeWrong) {
    int wrong(Truth truth) {
      return all.getOrDefault(truth.wrong, 0);
    }
  }

  static Counted count(Cell cell, int runs, ByteSize allowed) {
    Map<Kind, Integer> rounds = new TreeMap<>();
    Map<Kind, Integer> all = new TreeMap<>();
    int madeWrong = 0;
    for (int seed = 0; seed < runs; seed++) {
      SimulatedArm arm =
          new SimulatedArm(
              cell.deviation(),
              cell.correlation(),
              seed * 7_919L + 1,
              cell.memory().of(new Random(seed)));
      Kind before = arm.rounds(60, 100).judged(allowed).verdict().kind();
      Kind after = arm.idle(16, 1).sameKeys(16, 100).repeat(6_000).judged(allowed).verdict().kind();
      rounds.merge(before, 1, Integer::sum);
      all.merge(after, 1, Integer::sum);
      madeWrong += after == cell.truth().wrong && before != after ? 1 : 0;
    }
    return new Counted(rounds, all, madeWrong);
  }

  /**
   * Verdicts on candidates, and how often the interval of the difference held the truth.
   *
   * @param candidate verdicts by kind
   */
  record OfArms(Map<Kind, Integer> candidate, int covered) {}

  /** Candidates that grow so much more with every request than a baseline; both swing. */
  static OfArms arms(int runs, double more, ByteSize allowed) {
    Map<Kind, Integer> kinds = new TreeMap<>();
    int covered = 0;
    for (int seed = 0; seed < runs; seed++) {
      double phase = 7 * new Random(seed).nextDouble();
      ToDoubleFunction<State> both =
          s ->
              1.5e6 * Math.sin(phase + s.requests() / 700)
                  + 2e6 * (1 - Math.exp(-s.requests() / 3_000));
      SimulatedArm baseline =
          new SimulatedArm(5_000, 0.3, seed * 31L, both).named("baseline").rounds(60, 100);
      SimulatedArm candidate =
          new SimulatedArm(
                  5_000, 0.3, seed * 31L + 7, s -> both.applyAsDouble(s) + more * s.requests())
              .named("candidate")
              .rounds(60, 100);
      TargetVerdict verdict =
          SimulatedArm.judgedTogether(allowed, baseline, candidate).targets().get(1);
      kinds.merge(verdict.verdict().kind(), 1, Integer::sum);
      covered +=
          verdict.findings().stream()
                  .filter(f -> f.source().equals(EvidenceOfArms.SOURCE))
                  .flatMap(f -> f.rate().stream())
                  .anyMatch(rate -> rate.interval().contains(more))
              ? 1
              : 0;
    }
    return new OfArms(kinds, covered);
  }

  /**
   * How often the 95% interval of each rate held the truth.
   *
   * @param held by rate
   * @param refused how often nothing was said
   */
  record Coverage(Map<String, Integer> held, int refused) {}

  /** Rates of a target that keeps something with requests of three modes and with time. */
  static Coverage attribution(int runs, double correlation) {
    Map<String, Double> truth =
        Map.of("concurrent", 1_500.0, "sequential", 300.0, "failed", 5_000.0);
    double perSecond = 20_000;
    Map<String, Integer> held = new TreeMap<>();
    int refused = 0;
    for (int seed = 0; seed < runs; seed++) {
      SimulatedArm arm =
          new SimulatedArm(
                  5_000,
                  correlation,
                  seed * 104_729L,
                  s ->
                      truth.getOrDefault("concurrent", 0.0) * s.concurrent()
                          + truth.getOrDefault("sequential", 0.0) * s.sequential()
                          + truth.getOrDefault("failed", 0.0) * s.failed()
                          + perSecond * s.seconds())
              .failing(0.1)
              .rounds(54, 100)
              .idle(16, 1)
              .sequential(16, 60);
      Rates rates = arm.judged(ByteSize.ofMebibytes(64)).primary().orElseThrow().rates();
      if (rates.perSecond().isEmpty()) {
        refused++;
        continue;
      }
      rates
          .byMode()
          .forEach(
              (mode, rate) ->
                  held.merge(
                      mode,
                      rate.interval().contains(truth.getOrDefault(mode, 0.0)) ? 1 : 0,
                      Integer::sum));
      held.merge(
          "second", rates.perSecond().get().interval().contains(perSecond) ? 1 : 0, Integer::sum);
    }
    return new Coverage(held, refused);
  }

  /** Prints all as Markdown. */
  static void print(PrintStream out, int runs) {
    for (String allowed : new String[] {"16 MiB", "2 MiB", "0"}) {
      out.printf("%nCache allowance %s, %d runs of each target:%n%n", allowed, runs);
      out.println(
          "| target | must not be | rounds alone | with idle, same keys, drain and repeat |"
              + " wrong | made wrong by evidence |");
      out.println("|---|---|---|---|---|---|");
      cells().forEach((name, cell) -> print(out, name, cell, runs, ByteSize.parse(allowed)));
    }
    out.printf("%nA candidate beside its baseline, 2 MiB allowed, %d runs:%n%n", runs);
    out.println("| both swing and warm up; the candidate grows | verdict | interval holds it |");
    out.println("|---|---|---|");
    for (double more : new double[] {0, 900}) {
      OfArms counted = arms(runs, more, ByteSize.ofMebibytes(2));
      out.printf(
          Locale.ROOT,
          "| %,.0f B a request more | %s | %.1f%% |%n",
          more,
          counted.candidate(),
          100.0 * counted.covered() / runs);
    }
    out.printf("%nAttribution, 95%% intervals that hold the truth, %d runs:%n%n", runs);
    out.println("| noise of 5 KB with AR(1) of | per request or second of | refused |");
    out.println("|---|---|---|");
    for (double correlation : new double[] {0, 0.5, 0.9}) {
      Coverage coverage = attribution(runs, correlation);
      Map<String, String> shares = new TreeMap<>();
      coverage
          .held()
          .forEach(
              (rate, n) ->
                  shares.put(
                      rate,
                      String.format(
                          Locale.ROOT, "%.1f%%", 100.0 * n / (runs - coverage.refused()))));
      out.printf(Locale.ROOT, "| %.1f | %s | %d |%n", correlation, shares, coverage.refused());
    }
  }

  private static void print(PrintStream out, String name, Cell cell, int runs, ByteSize allowed) {
    Counted counted = count(cell, runs, allowed);
    out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %s | %d | %d |%n",
        name,
        cell.truth().wrong,
        counted.rounds(),
        counted.all(),
        counted.wrong(cell.truth()),
        counted.madeWrong());
  }
}
