package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Opens a session of 512 B a request, which ends after two seconds. */
class SessionExpiry implements Case {
  private static final long SWEEP_NANOS = 250_000_000L;

  private final Queue<Session> open = new ConcurrentLinkedQueue<>();
  private boolean started;

  int lifeSeconds() {
    return 2;
  }

  /** One of them. */
  static final class Session {
    private final long opened = System.nanoTime();
    final byte[] content = new byte[512 - 64];

    boolean over(long lifeNanos) {
      return content.length > 0 && System.nanoTime() - opened > lifeNanos;
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
    long lifeNanos = TimeUnit.SECONDS.toNanos(lifeSeconds());
    while (true) {
      LockSupport.parkNanos(SWEEP_NANOS);
      open.removeIf(session -> session.over(lifeNanos));
    }
  }
}
