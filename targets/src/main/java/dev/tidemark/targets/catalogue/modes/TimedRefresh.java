package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.UsageException;

/** Innocent: a background task as busy as {@link TimeLeak}, which replaces what it made before. */
final class TimedRefresh extends TimeLeak {
  private static final int LAST = 100;

  TimedRefresh(Arguments arguments) throws UsageException {
    super(arguments);
  }

  @Override
  void add(byte[] entry) {
    super.add(entry);
    if (kept.size() > LAST) {
      kept.poll();
    }
  }
}
