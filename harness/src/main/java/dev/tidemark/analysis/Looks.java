package dev.tidemark.analysis;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The rounds after which the readings are looked at, fixed before the run so that the error rates
 * can be shared among them.
 *
 * <p>The main ones are a factor of 1.5 apart, with one more between each two. A cache that fills is
 * caught while it grows the more often, the more often one looks; so a leak that has not outgrown
 * its allowance by far ({@link ClearLeak}) ends no run at a look between.
 */
public final class Looks {
  /** Before this round flatness proves nothing: a leak may set in late, a cache fill late. */
  public static final int FIRST_PLATEAU = 54;

  private static final int[] MAIN = {16, 24, 36, 54, 80, 120, 180};
  private static final int[] BETWEEN = {20, 30, 44, 66, 98, 147};
  private static final int[] SCHEDULE =
      IntStream.concat(IntStream.of(MAIN), IntStream.of(BETWEEN)).sorted().toArray();

  private final int most;

  private Looks(int most) {
    this.most = most;
  }

  /** The looks of a run of at most so many rounds; the last one is at its end. */
  public static Looks within(int rounds) {
    if (rounds < 1) {
      throw new IllegalArgumentException("a run has at least one round, not " + rounds);
    }
    return new Looks(rounds);
  }

  /** The looks of a segment: of the small rounds that come first, or of larger ones. */
  public static Looks ofSegment(int segment) {
    return within(segment == 0 ? RoundLimits.FIRST_SEGMENT : RoundLimits.LATER_SEGMENT);
  }

  /** How many looks share the error rates. */
  public int count() {
    int scheduled = (int) IntStream.of(SCHEDULE).filter(round -> round < most).count();
    return scheduled + 1;
  }

  public boolean contains(int round) {
    return round == most || (round < most && IntStream.of(SCHEDULE).anyMatch(at -> at == round));
  }

  /** Whether a look is one between two main ones. */
  public boolean isBetween(int round) {
    return round != most && IntStream.of(BETWEEN).anyMatch(at -> at == round);
  }

  /** The first look after a round; absent after the last. */
  public OptionalInt after(int round) {
    if (round >= most) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        IntStream.of(SCHEDULE).filter(at -> at > round && at < most).findFirst().orElse(most));
  }
}
