package dev.tidemark.accuracy;

import java.util.SplittableRandom;

/** One row of the tables: many runs of one kind, with one setting. */
interface Cell {
  /** Its name, unique, without blanks: what {@code --cells} is matched against. */
  String name();

  Truth truth();

  /** Whether the promised error rates hold for it. */
  boolean inScope();

  /** Whether the curve is a line, but for waves and steps, so that its slope is one number. */
  boolean constantSlope();

  /** Whether it is run as often as was asked, and not at most {@value BenchOptions#RUNS} times. */
  boolean promised();

  /** The figures of one run; the same for the same number. */
  Answer run(int number);

  /** The random numbers of one run. */
  default SplittableRandom random(int number) {
    return new SplittableRandom(name().hashCode() * 0x9E3779B97F4A7C15L + number);
  }
}
