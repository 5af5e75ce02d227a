package dev.tidemark.cli;

import java.util.List;

/** The exit codes of the command. */
final class Exit {
  static final int PASS = 0;
  static final int GATE_FAILED = 1;

  /** What was asked cannot be understood: the command line, the configuration, or an input. */
  static final int USAGE = 2;

  static final int INCONCLUSIVE = 3;

  /** What was asked is clear, and could not be carried out. */
  static final int IMPOSSIBLE = 4;

  /** From bad to good; an input that could not be read hides what it would have said. */
  private static final List<Integer> WORST_FIRST =
      List.of(IMPOSSIBLE, USAGE, GATE_FAILED, INCONCLUSIVE, PASS);

  private Exit() {}

  /** The worse of two codes; an unknown one is the worst. */
  static int worse(int one, int other) {
    return WORST_FIRST.indexOf(one) <= WORST_FIRST.indexOf(other) ? one : other;
  }
}
