package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Passes every request on to a model, and keeps a {@link CallReport} of 2 KiB on each call that the
 * model failed. A request that does not get as far as that leaves nothing.
 */
class FailedCalls implements Case {
  final Queue<CallReport> kept = new ConcurrentLinkedQueue<>();
  private final ModelBehind model = ModelBehind.start();

  /** What is kept of one. */
  static final class CallReport {
    private static final int BYTES = 2_048 - 16 - 16;

    final byte[] content = new byte[BYTES];

    int length() {
      return content.length;
    }
  }

  @Override
  public boolean blocks() {
    return true;
  }

  @Override
  public void onRequest(Call call) throws IOException {
    try {
      model.ask(call.body());
    } catch (IOException e) {
      CallReport report = new CallReport();
      kept.add(report);
      throw new IOException("the model failed, " + report.length() + " bytes on it are kept", e);
    }
  }
}
