package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The objects that own direct or mapped memory, where that grows and the heap does not: few of them
 * may own much, so that no histogram ranks them.
 */
public final class BufferOwners {
  private static final List<String> OWNERS =
      List.of("java.nio.DirectByteBuffer", "java.nio.DirectByteBufferR");

  private BufferOwners() {}

  /**
   * The class of them that gained most instances; empty where none did.
   *
   * @param floors of one arm, in order
   */
  public static Optional<Suspect> of(List<Tick> floors) {
    List<Tick> counted = floors.stream().filter(tick -> !tick.classes().isEmpty()).toList();
    if (counted.size() < 2) {
      return Optional.empty();
    }
    Tick first = counted.get(0);
    Tick last = counted.get(counted.size() - 1);
    return OWNERS.stream()
        .map(name -> ClassGain.between(first, last, name))
        .filter(gain -> gain.instances() > 0 && gain.requests() > 0)
        .max(Comparator.comparingLong(ClassGain::instances))
        .map(
            gain ->
                gain.suspect(
                    String.format(
                        Locale.ROOT,
                        "%,d more of them own the memory outside of the heap",
                        gain.instances()),
                    Advice.forClass(gain.name())));
  }
}
