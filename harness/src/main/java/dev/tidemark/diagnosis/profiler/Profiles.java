package dev.tidemark.diagnosis.profiler;

import dev.tidemark.diagnosis.jfr.OldObject;
import dev.tidemark.diagnosis.jfr.OldObjectSuspects;
import dev.tidemark.model.Suspect;
import dev.tidemark.probe.jvm.AgentHost;
import java.io.IOException;
import java.util.List;

/**
 * Profiles of a JVM of this machine, by async-profiler's agent inside it. It is stopped at the end,
 * whatever happens; its code stays loaded, since no agent can be unloaded.
 */
public final class Profiles {
  private Profiles() {}

  /** Traffic that makes the target leak some more, a collection after each burst of it. */
  @FunctionalInterface
  public interface Traffic {
    List<Burst> send() throws InterruptedException;
  }

  /**
   * Which native memory is taken and not given back: every call is watched, so that counts are
   * exact.
   *
   * @param least bytes per request that count as growth
   * @throws IOException if the JVM cannot be profiled; the message says why
   */
  public static Profile ofNativeMemory(AgentHost host, double least, Traffic traffic)
      throws IOException, InterruptedException {
    try (Profiling profiling = Profiling.start(host, "nativemem=0")) {
      List<Burst> bursts = traffic.send();
      List<Held> held =
          profiling.unfreed().stream()
              .filter(piece -> bursts.stream().anyMatch(burst -> burst.has(piece.at())))
              .toList();
      return new Profile(
          NativeSuspects.of(held, bursts, least), FoldedStacks.of(held, Held::bytes));
    }
  }

  /**
   * Which objects stay, and where they are made: one is looked at for so many bytes allocated.
   *
   * @param classes what grows, by the histograms: objects of other classes name nobody
   * @throws IOException if the JVM cannot be profiled; the message says why
   */
  public static Profile ofObjects(
      AgentHost host, long interval, List<Suspect> classes, Traffic traffic)
      throws IOException, InterruptedException {
    try (Profiling profiling = Profiling.start(host, "alloc=" + interval + ",live")) {
      traffic.send();
      List<Held> alive = profiling.alive();
      List<OldObject> objects =
          alive.stream()
              .map(one -> new OldObject(one.what(), one.stack().site(), List.of(), 0, false))
              .toList();
      return new Profile(
          OldObjectSuspects.of(objects, classes),
          FoldedStacks.of(alive, one -> Math.max(interval, one.bytes())));
    }
  }
}
