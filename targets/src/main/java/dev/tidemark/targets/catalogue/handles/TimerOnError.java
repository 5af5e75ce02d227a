package dev.tidemark.targets.catalogue.handles;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.Timer;
import java.util.TimerTask;

/** Fails one request of ten before it cancels its timer, whose thread goes on waiting. */
final class TimerOnError implements Case {
  @Override
  public void onRequest(Call call) throws IOException {
    if (call.number() % 10 != 7) {
      return; // the timer of an answered request would be cancelled
    }
    Timer timer = new Timer("tidemark-timer", true);
    timer.schedule(new Timeout(), 3_600_000);
    throw new IOException("this one fails on purpose");
  }

  /** What would happen in an hour. */
  static final class Timeout extends TimerTask {
    @Override
    public void run() {
      cancel();
    }
  }
}
