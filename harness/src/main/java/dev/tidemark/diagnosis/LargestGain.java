package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The class that gained most over a run, where none gains in every round: arrays that double. */
public final class LargestGain {
  /** The share of the floors in which a target warms up. */
  private static final double BURN_IN = 0.15;

  /** A class that explains less of the growth is not named. */
  private static final double MOST = 0.5;

  private LargestGain() {}

  /**
   * That class; empty where no class explains most of the growth.
   *
   * @param floors of one arm, in order
   */
  public static Optional<Suspect> of(List<Tick> floors) {
    List<Tick> counted = floors.stream().filter(tick -> !tick.classes().isEmpty()).toList();
    if (counted.size() < 2) {
      return Optional.empty();
    }
    Tick first = counted.get((int) (BURN_IN * counted.size()));
    Tick last = counted.get(counted.size() - 1);
    List<ClassGain> gains =
        last.classes().keySet().stream().map(name -> ClassGain.between(first, last, name)).toList();
    long all = gains.stream().mapToLong(ClassGain::bytes).filter(bytes -> bytes > 0).sum();
    return gains.stream()
        .max(Comparator.comparingLong(ClassGain::bytes))
        .filter(gain -> gain.requests() > 0 && all > 0 && gain.bytes() > MOST * all)
        .map(
            gain ->
                gain.suspect(
                    String.format(
                        Locale.ROOT,
                        "gained %s in %,d instances, in few of the rounds; that is %.0f%% of the"
                            + " growth",
                        Unit.BYTES.format((double) gain.bytes()),
                        gain.instances(),
                        100.0 * gain.bytes() / all),
                    gain.name().startsWith("[")
                        ? "an array that is enlarged as it fills, or one of many: find the object"
                            + " of the application that holds it, in a heap dump"
                        : Advice.forClass(ClassNames.inSource(gain.name()))));
  }
}
