package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Follows each lease by a phantom reference, to return it once it is forgotten, and never asks the
 * queue which are: the leases go, the references stay.
 */
final class UndrainedQueue implements Case {
  private final ReferenceQueue<int[]> forgotten = new ReferenceQueue<>();
  private final Set<LeaseReference> followed = ConcurrentHashMap.newKeySet();

  /** What is kept of a lease. */
  static final class LeaseReference extends PhantomReference<int[]> {
    final long[] place = new long[4];

    LeaseReference(int[] lease, ReferenceQueue<int[]> queue) {
      super(lease, queue);
      place[0] = lease.length;
    }
  }

  @Override
  public void onRequest(Call call) {
    followed.add(new LeaseReference(new int[16], forgotten));
  }
}
