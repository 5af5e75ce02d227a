package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;

/** Innocent: as {@link AbandonedStreams}, but a client that leaves is noticed. */
final class ClosedStreams extends AbandonedStreams {
  @Override
  public void onAborted(Call call) {
    underWay.remove(call.number());
  }
}
