package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Map;
import java.util.WeakHashMap;

/** Registers a listener of 256 B a request that is held weakly alone. */
final class WeakListeners implements Case {
  private final Map<Object, byte[]> listeners = new WeakHashMap<>();

  @Override
  public synchronized void onRequest(Call call) {
    listeners.put(new Object(), new byte[256]);
  }
}
