package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Fails three requests of ten, chosen at random by a fixed seed, and keeps {@link FailedRequest}
 * for each of them. The first twenty are answered.
 */
class ErrorsOnly implements Case {
  private static final int ANSWERED_FIRST = 20;
  private static final double FAILING = 0.3;

  final Queue<FailedRequest> kept = new ConcurrentLinkedQueue<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private int requests;

  /** What is kept of one: 2 KiB. */
  static final class FailedRequest {
    private static final int BYTES = 2_048 - 16 - 16;

    final byte[] content = new byte[BYTES];

    int length() {
      return content.length;
    }
  }

  @Override
  public void onRequest(Call call) throws IOException {
    if (fails()) {
      FailedRequest failed = new FailedRequest();
      kept.add(failed);
      throw new IOException("this one fails on purpose and leaves " + failed.length() + " bytes");
    }
  }

  private synchronized boolean fails() {
    return ++requests > ANSWERED_FIRST && random.nextDouble() < FAILING;
  }
}
