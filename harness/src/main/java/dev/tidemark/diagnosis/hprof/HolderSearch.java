package dev.tidemark.diagnosis.hprof;

import dev.tidemark.model.ClassCount;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the field behind which objects gather.
 *
 * <p>Idea: bytes are held by the string in a field of an entry; entries are held by the map in a
 * field of a cache. The field that names the culprit is the first on the way to the root whose
 * owner does not gather itself: of which there are, or were gained, far fewer than of what it
 * holds.
 */
final class HolderSearch {
  /** An owner of which there is one for so many of what it holds, or fewer, does not gather. */
  private static final int FEW = 8;

  private final Map<Place, Gain> gains = new HashMap<>();
  private final Map<String, Long> instancesOf = new HashMap<>();
  private final Map<String, List<Gain>> byClass = new HashMap<>();

  /** The objects of one class under one label. */
  private record Place(String className, Label label) {}

  /** What they are more of in one dump than in another. */
  record Gain(
      String className, Label label, long instances, long bytes, long now, List<PathStep> path) {}

  HolderSearch(Optional<HeapContents> before, HeapContents after) {
    Map<Place, ClassCount> was = new HashMap<>();
    before.ifPresent(
        contents ->
            contents
                .cells()
                .forEach(cell -> was.put(new Place(cell.className(), cell.label()), cell.count())));
    for (HeapContents.Cell cell : after.cells()) {
      Place place = new Place(cell.className(), cell.label());
      ClassCount old = was.getOrDefault(place, new ClassCount(0, 0));
      Gain gain =
          new Gain(
              cell.className(),
              cell.label(),
              cell.count().instances() - old.instances(),
              cell.count().bytes() - old.bytes(),
              cell.count().instances(),
              cell.path());
      gains.put(place, gain);
      instancesOf.merge(cell.className(), gain.instances(), Long::sum);
      byClass.computeIfAbsent(cell.className(), any -> new ArrayList<>()).add(gain);
    }
  }

  /** What was gained under each label that names a culprit. */
  Map<Label, List<Gain>> byCulprit() {
    Map<Label, List<Gain>> found = new HashMap<>();
    for (Gain gain : gains.values()) {
      if (gain.bytes() > 0) {
        found.computeIfAbsent(culprit(gain), any -> new ArrayList<>()).add(gain);
      }
    }
    return found;
  }

  /** The label under which most bytes of a class were gained. */
  Optional<Label> chiefly(String className) {
    return byClass.getOrDefault(className, List.of()).stream()
        .max(Comparator.comparingLong(Gain::bytes))
        .map(this::culprit);
  }

  private Label culprit(Gain gain) {
    Label label = gain.label();
    long held = gain.instances();
    Set<Label> seen = new HashSet<>();
    while (label.kind() == Label.Kind.FIELD && seen.add(label)) {
      String owner = label.owner();
      long owners = instancesOf.getOrDefault(owner, 0L);
      if (owners * FEW <= held || owners <= 0) {
        return label;
      }
      Optional<Gain> above =
          byClass.getOrDefault(owner, List.of()).stream()
              .filter(one -> !seen.contains(one.label()))
              .max(Comparator.comparingLong(Gain::instances).thenComparingLong(Gain::now));
      if (above.isEmpty()) {
        return label;
      }
      label = above.get().label();
      held = Math.max(held, owners);
    }
    return label;
  }
}
