package dev.tidemark.reports;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Stacks with their bytes as one tree: what begins alike is one branch. */
final class FlameTree {
  private static final int DEEPEST = 256;

  private final String label;
  private final Map<String, FlameTree> inner = new TreeMap<>();
  private double bytes;

  private FlameTree(String label) {
    this.label = label;
  }

  /** One stack with what it holds, its frames from the outermost on. */
  record Stack(List<String> frames, double bytes) {}

  /** The stacks in folded lines, the heaviest first; a line that is none is left out. */
  static List<Stack> stacks(List<String> folded) {
    List<Stack> stacks = new ArrayList<>();
    for (String line : folded) {
      int space = line.lastIndexOf(' ');
      if (space > 0 && line.substring(space + 1).matches("\\d{1,18}")) {
        List<String> frames = List.of(line.substring(0, space).split(";", -1));
        stacks.add(
            new Stack(
                frames.subList(0, Math.min(DEEPEST, frames.size())),
                (double) Long.parseLong(line.substring(space + 1))));
      }
    }
    stacks.sort(Comparator.comparing(stack -> -stack.bytes()));
    return stacks;
  }

  static FlameTree of(List<Stack> stacks) {
    FlameTree root = new FlameTree("all");
    for (Stack stack : stacks) {
      FlameTree at = root;
      at.bytes += stack.bytes();
      for (String frame : stack.frames()) {
        at = at.inner.computeIfAbsent(frame, FlameTree::new);
        at.bytes += stack.bytes();
      }
    }
    return root;
  }

  String label() {
    return label;
  }

  double bytes() {
    return bytes;
  }

  /** What is called from here, the heaviest first. */
  List<FlameTree> inner() {
    return inner.values().stream()
        .sorted(Comparator.comparing((FlameTree one) -> -one.bytes))
        .toList();
  }
}
