package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.ArrayList;
import java.util.List;

/** Registers a listener a request, for the end of the service, and never removes it. */
final class Listeners implements Case {
  private final List<RequestListener> listeners = new ArrayList<>();

  /** Waits for the end of the service with the scratch space of one request: 256 B. */
  static final class RequestListener implements Runnable {
    private final byte[] scratch = new byte[256 - 32];

    @Override
    public void run() {
      scratch[0]++;
    }
  }

  @Override
  public synchronized void onRequest(Call call) {
    listeners.add(new RequestListener());
  }
}
