package dev.tidemark.diagnosis;

import dev.tidemark.model.ClassCount;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Tick;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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
    long requests = last.counts().ended() - first.counts().ended();
    return OWNERS.stream()
        .flatMap(name -> suspect(name, count(first, name), count(last, name), requests))
        .max(Comparator.comparingDouble(Suspect::perRequest));
  }

  private static Stream<Suspect> suspect(
      String name, ClassCount before, ClassCount after, long requests) {
    long gained = after.instances() - before.instances();
    return gained <= 0 || requests <= 0
        ? Stream.empty()
        : Stream.of(
            new Suspect(
                "class",
                name,
                (double) gained / requests,
                (double) (after.bytes() - before.bytes()) / requests,
                false,
                String.format(
                    Locale.ROOT, "%,d more of them own the memory outside of the heap", gained),
                Advice.forClass(name)));
  }

  private static ClassCount count(Tick tick, String name) {
    return tick.classes().getOrDefault(name, new ClassCount(0, 0));
  }
}
