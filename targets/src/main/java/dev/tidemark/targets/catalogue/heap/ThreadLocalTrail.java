package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.ArrayList;
import java.util.List;

/** Adds an entry a request to a list that each thread of a pool has for itself. */
final class ThreadLocalTrail implements Case {
  private final ThreadLocal<List<TrailEntry>> trail = ThreadLocal.withInitial(ArrayList::new);

  /** One step: 128 B. */
  static final class TrailEntry {
    final long[] steps = new long[12];

    TrailEntry(long number) {
      steps[0] = number;
    }
  }

  @Override
  public boolean blocks() {
    return true;
  }

  @Override
  public void onRequest(Call call) {
    trail.get().add(new TrailEntry(call.number()));
  }
}
