package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;

/** Innocent: as {@link AboveEight}, but the spare buffers are given up with the answer. */
final class SpareBuffersFreed extends AboveEight {
  @Override
  public void onCompleted(Call call) {
    spare.remove(call.number());
  }
}
