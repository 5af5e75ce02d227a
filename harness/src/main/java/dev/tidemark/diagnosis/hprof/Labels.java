package dev.tidemark.diagnosis.hprof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Labels by number, each once. */
final class Labels {
  /** What leads on without saying who holds. */
  static final int INHERIT = -1;

  private final List<Label> all = new ArrayList<>();
  private final Map<Label, Integer> numbers = new HashMap<>();

  int of(Label label) {
    Integer known = numbers.putIfAbsent(label, all.size());
    if (known != null) {
      return known;
    }
    all.add(label);
    return all.size() - 1;
  }

  Label get(int number) {
    return all.get(number);
  }
}
