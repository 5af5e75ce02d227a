package dev.tidemark.diagnosis.profiler;

import dev.tidemark.model.Suspect;
import java.util.List;

/**
 * What a profile shows.
 *
 * @param folded what is held by the stacks that took it: frames from the outermost on with {@code
 *     ;} between, a space, and bytes
 */
public record Profile(List<Suspect> suspects, List<String> folded) {
  public Profile {
    suspects = List.copyOf(suspects);
    folded = List.copyOf(folded);
  }
}
