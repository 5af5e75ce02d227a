package dev.tidemark.analysis;

import dev.tidemark.analysis.SimulatedArm.State;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Finding;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Verdict.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * How often evidence decides wrongly, by simulation: targets of known truth go through rounds and
 * all stages. {@code main} takes the runs of each cell and the cache allowance, and prints a
 * Markdown table.
 */
public final class EvidenceRates {
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
    cells.put("leak of 200 B, noise of 400 KB", leaking(400_000, 0.3, r -> s -> 200 * s.requests()));
    cells.put("leak with time, 60 KB a second", leaking(5_000, 0.3, r -> s -> 60_000 * s.seconds()));
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
              return s ->
                  300 * s.requests() + 5e5 * Math.sin(s.requests() * 2 * Math.PI / period);
            }));
    return cells;
  }

  private static Cell innocent(double deviation, double correlation, Memory memory) {
    return new Cell(Truth.INNOCENT, deviation, correlation, memory);
  }

  private static Cell leaking(double deviation, double correlation, Memory memory) {
    return new Cell(Truth.LEAKING, deviation, correlation, memory);
  }

  /** Verdicts by kind, without stages and with them, and findings by source and outcome. */
  record Counted(
      Map<Kind, Integer> rounds, Map<Kind, Integer> all, Map<String, Integer> findings) {
    int wrong(Truth truth) {
      return all.getOrDefault(truth.wrong, 0);
    }

    /** Wrong only because of the evidence. */
    int madeWrong(Truth truth) {
      return Math.max(0, wrong(truth) - rounds.getOrDefault(truth.wrong, 0));
    }
  }

  static Counted count(Cell cell, int runs, ByteSize allowed) {
    Counted counted = new Counted(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    for (int seed = 0; seed < runs; seed++) {
      SimulatedArm arm =
          new SimulatedArm(
              cell.deviation(),
              cell.correlation(),
              seed * 7_919L + 1,
              cell.memory().of(new Random(seed)));
      arm.rounds(60, 100);
      counted.rounds().merge(arm.judged(allowed).verdict().kind(), 1, Integer::sum);
      arm.idle(16, 1).sameKeys(16, 100).repeat(6_000);
      TargetVerdict verdict = arm.judged(allowed);
      counted.all().merge(verdict.verdict().kind(), 1, Integer::sum);
      for (Finding finding : verdict.findings()) {
        counted.findings().merge(finding.source() + " " + finding.outcome(), 1, Integer::sum);
      }
    }
    return counted;
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
      TargetVerdict verdict = SimulatedArm.judgedTogether(allowed, baseline, candidate).targets().get(1);
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

  public static void main(String[] args) {
    int runs = args.length == 0 ? 500 : Integer.parseInt(args[0]);
    ByteSize allowed = ByteSize.parse(args.length < 2 ? "16 MiB" : args[1]);
    System.out.println(
        "| target | rounds alone | with idle, same keys, drain and repeat | wrong | made wrong | findings |");
    System.out.println("|---|---|---|---|---|---|");
    cells()
        .forEach(
            (name, cell) -> {
              Counted counted = count(cell, runs, allowed);
              System.out.printf(
                  Locale.ROOT,
                  "| %s | %s | %s | %d | %d | %s |%n",
                  name,
                  counted.rounds(),
                  counted.all(),
                  counted.wrong(cell.truth()),
                  counted.madeWrong(cell.truth()),
                  counted.findings());
            });
    for (double more : new double[] {0, 900}) {
      OfArms counted = arms(runs, more, allowed);
      System.out.printf(
          Locale.ROOT,
          "| candidate that grows %,.0f B more than its baseline, both with a wave and a warm-up |"
              + " | %s | | | interval holds the truth in %d of %d |%n",
          more,
          counted.candidate(),
          counted.covered(),
          runs);
    }
  }
}
