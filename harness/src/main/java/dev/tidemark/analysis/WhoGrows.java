package dev.tidemark.analysis;

import dev.tidemark.diagnosis.BufferOwners;
import dev.tidemark.diagnosis.ClassGrowth;
import dev.tidemark.diagnosis.DeepSuspects;
import dev.tidemark.diagnosis.LargestGain;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The suspects of a verdict: classes that grow, and what was found in the target while it ran.
 *
 * @param series the verdicts of all
 */
record WhoGrows(
    Verdict.Kind kind, FloorSeries floors, List<SeriesVerdict> series, List<RunEvent> events) {

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
            && onlyNative()
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
    if (onlyNative()) {
      return growing.stream().filter(Suspect::exact).toList();
    }
    return growing.isEmpty() ? LargestGain.of(floors.floors()).stream().toList() : growing;
  }

  /** Whether native memory grows, and nothing that the heap would show. */
  private boolean onlyNative() {
    List<MetricKind> kinds =
        ofGrowth().map(SeriesVerdict::kind).filter(one -> one != MetricKind.INDIRECT).toList();
    return kinds.contains(MetricKind.NATIVE)
        && kinds.stream().allMatch(one -> one == MetricKind.NATIVE || one == MetricKind.RESIDENT);
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
