package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Recording.After;
import dev.tidemark.model.Recording.Life;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.PassiveTest;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of a recording that its verdict rests on, and what the other lives add.
 *
 * <p>The last life counts, since it is what runs now. A longer one speaks for it only where the
 * last is too short to be judged, or leaves open what an earlier one shows to grow.
 */
final class LivesChoice {
  /**
   * Of a recording with more restarts than this, the latest lives and the longest are looked at.
   */
  private static final int MOST = 24;

  private final List<RecordingLife> judged;
  private final RecordingLife chosen;

  private LivesChoice(List<RecordingLife> judged, RecordingLife chosen) {
    this.judged = judged;
    this.chosen = chosen;
  }

  /**
   * Judges and chooses.
   *
   * @param lives at least one
   */
  static LivesChoice of(List<Life> lives, RecordingLifeAnalyst analyst) {
    List<RecordingLife> judged = new ArrayList<>();
    int longest = longest(lives);
    for (int i = 0; i < lives.size(); i++) {
      if (i >= lives.size() - MOST || i == longest) {
        judged.add(analyst.judge(i + 1, lives.get(i)));
      }
    }
    RecordingLife last = judged.get(judged.size() - 1);
    RecordingLife longer =
        judged.stream().filter(life -> life.number() == longest + 1).findFirst().orElse(last);
    boolean speaks =
        !judgeable(last.life())
            || (open(last)
                && longer.series().verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE));
    return new LivesChoice(judged, speaks ? longer : last);
  }

  RecordingLife chosen() {
    return chosen;
  }

  /** Whether it is the last life that the verdict rests on. */
  boolean last() {
    return chosen.number() == judged.get(judged.size() - 1).number();
  }

  /** What restarts mean for the verdict, to be said after its reason; empty without restarts. */
  String words() {
    if (judged.size() == 1) {
      return "";
    }
    int lives = judged.get(judged.size() - 1).number();
    String which =
        last()
            ? "; judged by the last of " + lives + " lives"
            : "; judged by life "
                + chosen.number()
                + " of "
                + lives
                + ", the longest, since the last "
                + (judgeable(judged.get(judged.size() - 1).life())
                    ? "leaves it open"
                    : "is too short");
    return which + others();
  }

  private String others() {
    List<SlopeEstimate> slopes = new ArrayList<>();
    for (RecordingLife life : judged) {
      if (life.axis() == chosen.axis() && judgeable(life.life())) {
        life.slope().ifPresent(slopes::add);
      }
    }
    if (slopes.size() < 2) {
      return ", the others too short to compare";
    }
    double highestLow = max(slopes.stream().map(slope -> slope.interval().low()).toList());
    double lowestHigh = -max(slopes.stream().map(slope -> -slope.interval().high()).toList());
    boolean allGrow = slopes.stream().map(SlopeEstimate::interval).allMatch(LivesChoice::grows);
    if (allGrow && highestLow <= lowestHigh) {
      return "; growth is the same in all "
          + slopes.size()
          + " lives that are long enough to compare, which no single warm-up explains";
    }
    StringBuilder words = new StringBuilder("; growth by lives, ");
    words.append(chosen.axis().per()).append(": ");
    int from = Math.max(0, slopes.size() - 5);
    for (int i = from; i < slopes.size(); i++) {
      words.append(i > from ? ", " : "");
      words.append(ByteSize.format(slopes.get(i).perRequest()));
    }
    return words.toString();
  }

  private static boolean grows(ConfidenceInterval interval) {
    return interval.low() > 0;
  }

  private static double max(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  private static boolean open(RecordingLife life) {
    return life.series().verdict().kind() == Verdict.Kind.INCONCLUSIVE;
  }

  /** Whether a life has readings enough for any verdict. */
  private static boolean judgeable(Life life) {
    return life.track(After.FORCED).length() >= RecordingLifeAnalyst.LEAST_FLOORS
        || life.track(After.MAJOR).length() + life.track(After.MINOR).length() >= PassiveTest.FEWEST
        || life.track(After.NOTHING).length() >= RecordingLifeAnalyst.LEAST_FLOORS;
  }

  private static int longest(List<Life> lives) {
    int longest = lives.size() - 1;
    for (int i = 0; i < lives.size(); i++) {
      longest = lives.get(i).seconds() > lives.get(longest).seconds() ? i : longest;
    }
    return longest;
  }
}
