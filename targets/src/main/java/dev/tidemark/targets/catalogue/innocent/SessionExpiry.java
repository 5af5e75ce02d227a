package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Opens a session of 512 B a request, which ends after two seconds. */
final class SessionExpiry implements Case {
  private static final long LIFE_NANOS = 2_000_000_000L;
  private static final long SWEEP_NANOS = 250_000_000L;

  private final Queue<Session> open = new ConcurrentLinkedQueue<>();
  private boolean started;

  /** One of them. */
  static final class Session {
    private final long opened = System.nanoTime();
    final byte[] content = new byte[512 - 64];

    boolean over() {
      return content.length > 0 && System.nanoTime() - opened > LIFE_NANOS;
    }
  }

  @Override
  public synchronized void onRequest(Call call) {
    open.add(new Session());
    if (!started) {
      started = true;
      Thread sweep = new Thread(this::sweep, "tidemark-sessions");
      sweep.setDaemon(true);
      sweep.start();
    }
  }

  private void sweep() {
    while (true) {
      LockSupport.parkNanos(SWEEP_NANOS);
      open.removeIf(Session::over);
    }
  }
}
