package dev.tidemark.analysis;

import dev.tidemark.diagnosis.BufferOwners;
import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.LargestGain;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The suspects of a verdict: classes that grow, and what was found in the target while it ran.
 *
 * @param series the verdicts of all
 */
record WhoGrows(
    Verdict.Kind kind, FloorSeries floors, List<SeriesVerdict> series, List<RunEvent> events) {
  private static final Set<MetricKind> BESIDE_THE_HEAP =
      Set.of(MetricKind.NATIVE, MetricKind.DESCRIPTORS);

  /** A class that has less than this share of the gained descriptors does not own them. */
  private static final double OWNERS = 0.2;

  /**
   * The list, most likely first.
   *
   * @param ofMode those of the kind of requests that decided; absent where all requests did
   */
  List<Suspect> suspects(Optional<List<Suspect>> ofMode) {
    List<Suspect> deep = found(Events.SUSPECT);
    return DeepSuspects.withNative(
        DeepSuspects.withHandles(DeepSuspects.merge(ofMode.orElseGet(this::classes), deep), deep),
        beyondDoubt(found(Events.NATIVE_SUSPECT)));
  }

  /** How to learn who takes native memory, where nothing in the heap tells. */
  Optional<String> unseen(List<Suspect> suspects, Plan plan) {
    return suspects.isEmpty()
            && kind == Verdict.Kind.LEAK
            && onlyOf(Set.of(MetricKind.NATIVE))
            && floors.lastPrimary().filter(one -> one.kind() == MetricKind.LIVE_SET).isPresent()
            && !plan.has(Plan.PROFILE)
        ? Optional.of(
            "nothing in the heap grows with the native memory: --profile names the calls that take"
                + " it")
        : Optional.empty();
  }

  /** Classes; of a target that crashed without being seen to grow only what is beyond doubt. */
  private List<Suspect> classes() {
    return switch (kind) {
      case LEAK, GROWING, CRASHED, INCONCLUSIVE -> beyondDoubt(growing());
      case FILLING, PLATEAU -> List.of();
    };
  }

  private List<Suspect> growing() {
    List<Suspect> growing = new ClassGrowth().suspects(floors.floors());
    if (!grows(MetricKind.LIVE_SET, "") && grows(MetricKind.BYTES, HiddenGrowth.BUFFERS)) {
      Optional<Suspect> owner =
          growing.stream().anyMatch(Suspect::exact)
              ? Optional.empty()
              : BufferOwners.of(floors.floors());
      Stream<Suspect> others =
          growing.stream()
              .filter(one -> owner.filter(named -> named.name().equals(one.name())).isEmpty());
      return Stream.concat(owner.stream(), others).toList();
    }
    if (onlyOf(BESIDE_THE_HEAP)) {
      double least = OWNERS * descriptors();
      return growing.stream().filter(one -> one.exact() || one.perRequest() >= least).toList();
    }
    return growing.isEmpty() ? LargestGain.of(floors.floors()).stream().toList() : growing;
  }

  /** Whether something grows, and all that does, but for gauges too indirect, is of such kinds. */
  private boolean onlyOf(Set<MetricKind> kinds) {
    Set<MetricKind> growing =
        ofGrowth()
            .map(SeriesVerdict::kind)
            .filter(one -> one != MetricKind.INDIRECT && one != MetricKind.RESIDENT)
            .collect(Collectors.toSet());
    return !growing.isEmpty() && kinds.containsAll(growing);
  }

  /** Descriptors gained with every request; infinite where they do not grow. */
  private double descriptors() {
    return ofGrowth()
        .filter(one -> one.kind() == MetricKind.DESCRIPTORS)
        .flatMap(one -> one.slope().stream())
        .mapToDouble(SlopeEstimate::perRequest)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  private boolean grows(MetricKind one, String name) {
    return ofGrowth().anyMatch(each -> each.kind() == one && each.name().startsWith(name));
  }

  private Stream<SeriesVerdict> ofGrowth() {
    return series.stream().filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE));
  }

  private List<Suspect> found(String word) {
    return events.stream()
        .filter(event -> event.event().equals(word))
        .flatMap(event -> DeepSuspects.of(event.detail()).stream())
        .toList();
  }

  private List<Suspect> beyondDoubt(List<Suspect> suspects) {
    return kind == Verdict.Kind.LEAK || kind == Verdict.Kind.GROWING
        ? suspects
        : suspects.stream().filter(Suspect::exact).toList();
  }
}
