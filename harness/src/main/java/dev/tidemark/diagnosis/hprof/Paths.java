package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The way from a root to an object, in words. */
final class Paths {
  /** Objects from the end of a way that are looked at; what lies before is left out. */
  private static final int LONGEST = 2_000_000;

  private static final int MOST_STEPS = 24;

  private final Reach reach;
  private final References references;
  private final HeapGraph graph;

  Paths(HeapGraph graph, Reach reach) {
    this.graph = graph;
    this.reach = reach;
    this.references = new References(graph);
  }

  /** From the root, or from {@value #MOST_STEPS} steps before the object where it is longer. */
  List<PathStep> to(int object) throws IOException {
    Deque<PathStep> steps = new ArrayDeque<>();
    steps.addFirst(new PathStep(references.className(object), "", 1));
    int child = object;
    for (int i = 0; i < LONGEST && reach.parent(child) >= 0; i++) {
      int parent = reach.parent(child);
      PathStep step = step(parent, child);
      PathStep first = steps.getFirst();
      if (first.once().equals(step)) {
        steps.removeFirst();
        steps.addFirst(new PathStep(step.className(), step.field(), first.times() + 1));
      } else if (steps.size() == MOST_STEPS) {
        break;
      } else {
        steps.addFirst(step);
      }
      child = parent;
    }
    return new ArrayList<>(steps);
  }

  private PathStep step(int parent, int child) throws IOException {
    String[] field = {"referent"};
    boolean[] found = {false};
    references.strong(
        parent,
        (id, name, label) -> {
          if (!found[0] && graph.indexOf(id) == child) {
            field[0] = name;
            found[0] = true;
          }
        });
    return new PathStep(references.className(parent), field[0], 1);
  }
}
