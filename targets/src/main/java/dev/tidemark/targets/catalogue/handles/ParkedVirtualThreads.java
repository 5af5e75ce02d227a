package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Starts a virtual thread a request that waits for ever, and is kept. */
final class ParkedVirtualThreads implements Case {
  private final Queue<Thread> kept = new ConcurrentLinkedQueue<>();
  private final Method start;

  ParkedVirtualThreads() throws ReflectiveOperationException {
    start = Thread.class.getMethod("startVirtualThread", Runnable.class); // from JDK 21 on
  }

  @Override
  public void onRequest(Call call) throws IOException {
    Runnable parked =
        () -> {
          while (call.number() > 0) {
            LockSupport.park();
          }
        };
    try {
      kept.add((Thread) start.invoke(null, parked));
    } catch (ReflectiveOperationException e) {
      throw new IOException(e);
    }
  }
}
