package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Holds 8 KiB of each request softly: the JVM drops it when it needs the memory. */
final class SoftlyHeld implements Case {
  private final Set<SoftReference<byte[]>> held = ConcurrentHashMap.newKeySet();
  private final ReferenceQueue<byte[]> cleared = new ReferenceQueue<>();

  @Override
  public void onRequest(Call call) {
    for (Reference<?> one = cleared.poll(); one != null; one = cleared.poll()) {
      held.remove(one);
    }
    held.add(new SoftReference<>(new byte[8_192 - 16], cleared));
  }
}
