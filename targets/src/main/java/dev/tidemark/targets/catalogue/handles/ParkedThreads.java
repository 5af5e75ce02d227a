package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.concurrent.locks.LockSupport;

/** Starts a thread a request, which never ends. */
final class ParkedThreads implements Case {
  @Override
  public void onRequest(Call call) {
    Thread thread = new Thread(ParkedThreads::parkForEver, "tidemark-leaked");
    thread.setDaemon(true);
    thread.start();
  }

  private static void parkForEver() {
    while (true) {
      LockSupport.park();
    }
  }
}
