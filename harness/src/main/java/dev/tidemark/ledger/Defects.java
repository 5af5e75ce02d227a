package dev.tidemark.ledger;

import java.util.ArrayList;
import java.util.List;

/** What was wrong with a file, one line each; the first few, and how many more there were. */
final class Defects {
  private static final int MOST = 20;

  private final List<String> first = new ArrayList<>();
  private long more;

  void add(String line) {
    if (first.size() < MOST) {
      first.add(line);
    } else {
      more++;
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(first);
    if (more > 0) {
      lines.add("ledger.jsonl has " + more + " more such defects");
    }
    return lines;
  }
}
