package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How much the load generator itself had to do: where it was at its own limit, the target was not
 * driven as was asked.
 */
public final class InjectorLoad {
  /** The arm of the ledger that is the load generator itself. */
  public static final String ARM = "injector";

  public static final String HEAP = "injector.heap.after_gc";
  public static final String PROCESSOR = "injector.cpu.utilization";
  public static final String CORES = "injector.cpu.cores";
  public static final String LAG = "injector.lag";
  public static final String COLLECTIONS = "injector.gc.count";

  /** From this share of its cores on it is saturated. */
  private static final double SATURATED = 0.9;

  private static final double PERCENT = 100;

  private final List<Tick> ticks;

  InjectorLoad(List<Tick> ticks) {
    this.ticks = ticks;
  }

  /** Its share of the cores it may use, over all load; absent where it was not read. */
  private Optional<Double> processor() {
    return values(PROCESSOR).average().stream().boxed().findFirst();
  }

  boolean saturated() {
    return processor().filter(share -> share >= SATURATED).isPresent();
  }

  private DoubleStream values(String name) {
    return ticks.stream()
        .flatMap(tick -> Optional.ofNullable(tick.samples().get(name)).stream())
        .mapToDouble(MemorySample::value);
  }

  /** Such as {@code injector: 34% of its 4 cores, 41.2 MiB of heap after collections}. */
  Optional<String> words() {
    return processor()
        .map(
            share -> {
              List<String> words = new ArrayList<>();
              words.add(
                  String.format(
                      Locale.ROOT,
                      "injector: %.0f%% of its %.0f cores",
                      share * PERCENT,
                      values(CORES).max().orElse(1)));
              double[] heap = values(HEAP).toArray();
              if (heap.length > 0) {
                words.add(ByteSize.format(heap[heap.length - 1]) + " of heap after collections");
              }
              words.add(
                  String.format(
                      Locale.ROOT, "woke at most %.0f ms late", values(LAG).max().orElse(0) / 1e6));
              return String.join(", ", words);
            });
  }

  /**
   * The target's verdict with what the load generator had to do; withdrawn where it was too much.
   */
  TargetVerdict weigh(TargetVerdict target) {
    Optional<String> words = words();
    if (words.isEmpty()) {
      return target;
    }
    List<String> notes = new ArrayList<>(target.notes());
    notes.add(words.get());
    TargetVerdict noted = target.withNotes(notes);
    Verdict.Kind kind = target.verdict().kind();
    boolean keeps = kind == Verdict.Kind.LEAK || kind == Verdict.Kind.CRASHED;
    return saturated() && !keeps
        ? noted.with(
            new Verdict.Inconclusive(
                "the injector was saturated ("
                    + words.get()
                    + "), so the target was not driven as asked: use fewer users, or more cores; in"
                    + " the rounds: "
                    + target.verdict().reason()),
            target.findings())
        : noted;
  }
}
