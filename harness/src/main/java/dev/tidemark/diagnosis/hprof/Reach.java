package dev.tidemark.diagnosis.hprof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * What is reachable, on the shortest way, and under which label.
 *
 * <p>Idea: breadth first, in three searches. From classes and global references first, so that what
 * a static field holds is not said to be held by the thread that just uses it; then from threads;
 * then through soft references, so that what only they hold is known. Weak and phantom references
 * and finalizers keep nothing alive. Each level is followed in the order of the heap, in which the
 * file was written, so that it is read forwards. Eight bytes for each object.
 */
final class Reach {
  static final int UNREACHED = -2;
  static final int ROOT = -1;

  private final HeapGraph graph;
  private final References references;
  private final int[] parent;
  private final int[] label;
  private final BitSet soft = new BitSet();
  private final List<Integer> softReferences = new ArrayList<>();
  private Frontier next = new Frontier();
  private Frontier current = new Frontier();
  private boolean throughSoft;

  /** One for all objects: there are tens of millions of them. */
  private final References.Sink sink = (id, field, says) -> step(id, says);

  private int from;
  private int fromLabel;

  private Reach(HeapGraph graph) {
    this.graph = graph;
    this.references = new References(graph);
    this.parent = new int[graph.objects()];
    this.label = new int[graph.objects()];
    Arrays.fill(parent, UNREACHED);
  }

  static Reach of(HeapGraph graph) throws IOException {
    Reach reach = new Reach(graph);
    reach.begin(false);
    reach.begin(true);
    reach.softly();
    return reach;
  }

  boolean reached(int object) {
    return parent[object] != UNREACHED;
  }

  /** Whether it is reached through a soft reference alone. */
  boolean softly(int object) {
    return soft.get(object);
  }

  /** The object before it on the way, or {@link #ROOT}. */
  int parent(int object) {
    return parent[object];
  }

  int label(int object) {
    return label[object];
  }

  private void begin(boolean threads) throws IOException {
    for (HeapGraph.Root root : graph.roots()) {
      if (root.kind().ofThread() == threads) {
        reach(root.object(), ROOT, graph.labels().of(Label.root(root.kind())));
      }
    }
    follow();
  }

  private void softly() throws IOException {
    throughSoft = true;
    for (int i = 0; i < softReferences.size(); i++) {
      int object = softReferences.get(i);
      reach(references.referent(object), object, label[object]);
      follow();
    }
  }

  private void reach(int object, int before, int under) {
    if (object != ObjectIndex.NONE && parent[object] == UNREACHED) {
      parent[object] = before;
      label[object] = under;
      next.add(object);
      if (throughSoft) {
        soft.set(object);
      }
    }
  }

  private void follow() throws IOException {
    while (!next.isEmpty()) {
      Frontier level = next;
      next = current;
      current = level;
      Frontier.Cursor cursor = level.cursor();
      for (int object = cursor.next(); object >= 0; object = cursor.next()) {
        follow(object);
      }
      level.clear();
    }
  }

  private void follow(int object) throws IOException {
    from = object;
    fromLabel = label[object];
    if (references.strong(object, sink)) {
      softReferences.add(object);
    }
  }

  private void step(long id, int says) {
    reach(graph.indexOf(id), from, says == Labels.INHERIT ? fromLabel : says);
  }
}
