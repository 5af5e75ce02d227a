package dev.tidemark.accuracy;

import java.util.Locale;

/** The prose of the page. */
final class PageText {
  private PageText() {}

  static String introduction(BenchOptions options) {
    return String.format(
        Locale.ROOT,
        """
        # How often a verdict is right

        Measured on simulated targets of %d kinds: innocent ones, leaking ones, and ones of which nobody could tell by
        then. This page is written by `scripts/accuracy%s`; the figures are the same on every machine and on any number of
        cores. %s

        ## What is simulated

        One reading has a standard deviation σ of 10 kB. Rounds have N = 100 requests. *U* = σ·√12 / (N·n^1.5) is the
        standard error of a slope over n rounds; the size of a leak is given in such units: 45 U over 60 rounds are a growth of
        20 σ in the whole run, 340 U of 152 σ. Everything else about a target is drawn anew for every run: how high and how fast
        a cache fills (20 to 1,000 σ), when a step comes, how long a wave is.

        *A whole run* goes the way of a real one: a reading before the first round and after each, looks after 16, 20, 24, 30,
        36, 44, 54, 66, 80, 98, 120, 147 and 180 rounds, the verdict of the code that judges real runs, an end at PLATEAU or LEAK;
        at 20, 30, 44, 66, 98 and 147 rounds only at a LEAK that has outgrown its allowance twice over. It is asked to find
        leaks of 39 bytes per request: 45 U of 54 rounds, and its leaks are in units of these. Where a cache may fill (or
        anything else rise along a line for a while) the run has a cache allowance of 4 MiB, and what fills is at most four
        fifths of that; leaks of 1,000 U outgrow it. Other runs have no allowance at all. *One look* is the floor test alone, on 60
        readings, with the whole error rate to itself, asked for leaks of 45 U.

        | column | in words |
        |---|---|
        | LEAK, PLATEAU, GROWING, INCONCLUSIVE | share of the runs with this verdict, in %%; LEAK and PLATEAU are decisions |
        | false LEAK ≤ | 95%% upper bound (Clopper and Pearson, 1934) of the probability that an innocent target is called a leak |
        | silent miss ≤ | the same of the probability that a leak is called a plateau |
        | covered | share of the runs whose 95%% interval holds the true growth per request, and a 95%% lower bound of that probability; only where growth is the same all along. Who leaks on failed requests alone has grown by what those leaked that failed, since a run counts them |
        | width | median width of that interval, in widths of an oracle's: generalised least squares by somebody who knows the curve up to its heights, and the correlation of the errors |
        | by curve | the same in widths of an oracle's who knows the curve alone: where errors are correlated, it has to learn from the readings how strongly |
        | requests | median of the requests until LEAK or PLATEAU; all 18,000 where neither came, or the wrong one |
        | reference | the median of requests, LEAK and PLATEAU by the rule that this project began with, on the same readings (of the first 2,000 runs), at its looks: 16, 24, 36, 54, 80, 120 and 180 rounds |
        | convictable | median of the growth that is printed as enough for LEAK, in U; *in errors*: in standard errors of the slope of the oracle who knows curve and correlation, which are U where errors are independent about a line; *by the reference*: what its rule prints on the same readings, 340·σ̂·√12 / (N·n^1.5), where σ̂ is 1.3 times the noise that it estimates |

        """,
        Zoo.values().length,
        options.arguments(),
        often(options));
  }

  private static String often(BenchOptions options) {
    int others = Math.min(options.runs(), BenchOptions.RUNS);
    String all = String.format(Locale.ROOT, "Every cell was run %,d times.", others);
    return others == options.runs()
        ? all
        : String.format(
            Locale.ROOT,
            "Cells of which something is promised were run %,d times, the others %,d times: each"
                + " table says how often.",
            options.runs(),
            others);
  }

  static final String OVERVIEW =
      """
      ## Overview of what is in scope

      """;

  static final String REQUESTS =
      """
      Requests until the decision, of all runs together (each cell with the same weight) and by the reference rule on the same readings; a run
      without a decision, or with the wrong one, counts with all 18,000. The last column says in how many cells the median is earlier than the
      reference's, the same, and later. PLATEAU falls after 54 rounds at the earliest, by either rule: a leak may set in late.

      | target | cells | median | reference | mean | reference | cells earlier, same, later |
      |---|---|---|---|---|---|---|
      """;

  static final String PROMISES =
      """
      ## Promises and what falls short

      Promised in every cell that is in scope: false LEAK and silent miss at most 0.1% (the upper bound); in cells with a
      constant slope (where nothing settles so slowly that its time has to be guessed) an interval that covers in 93% of the runs at least and is at most 1.5 times as wide as that of the oracle who knows the curve;
      LEAK in 99.9% of the runs at the growth that is printed as convictable, which is at most 170 U or half of what the reference rule prints; and a decision after no more requests (in the median) than the reference rule needs.

      """;

  static final String WHOLE_RUNS =
      """
      ## Whole runs in scope

      Leaks of 60 U stay below an allowance of 4 MiB, so that GROWING is the right verdict on them there.

      """;

  static final String WHOLE_RUNS_UNDECIDABLE =
      """
      ## Whole runs that nobody could decide

      A cache that is not full when the run ends, growth that slows down for ever, a wave as long as the run; and caches
      without an allowance, which are leaks until they are full. No rate is promised here. PLATEAU of a cache that fills so slowly
      that it stays below the sensitivity is right.

      """;

  static final String LOOKS =
      """
      ## One look

      """;

  static final String LOOKS_UNDECIDABLE =
      """
      ## One look that nobody could decide by

      """;

  static final String CONVICTABLE =
      """
      ## LEAK at the growth that is printed as convictable

      Every target is looked at without its leak, and once more, with the same noise, with a leak of just the growth that
      was printed as convictable: it says what this run would have found. *Another run* has that leak, too, but noise,
      warm-up, level shifts and waves of its own, on which the growth that it takes depends.

      """;

  static final String POWER =
      """
      ## LEAK against the size of the leak

      Share of LEAK in %. Sizes are in U of the number of rounds, those of whole runs in U of 54 rounds.

      """;

  static final String PEERS =
      """
      ## Other rules on the same readings

      How often each rule calls 60 readings a leak, in %: of innocent targets it should be never, of leaks (of 170 U, or of their
      own size) always. Means over kinds come first.

      """;
}
