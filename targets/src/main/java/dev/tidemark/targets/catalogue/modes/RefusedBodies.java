package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Case;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps every body that it refused, padded to 2 KiB, for somebody to look at. */
class RefusedBodies implements Case {
  final Queue<RefusedBody> kept = new ConcurrentLinkedQueue<>();

  /** One of them. */
  static final class RefusedBody {
    private static final int BYTES = 2_048 - 16 - 16;

    final byte[] content;

    RefusedBody(byte[] body) {
      content = Arrays.copyOf(body, BYTES);
    }

    int length() {
      return content.length;
    }
  }

  @Override
  public void onRefused(byte[] body) {
    kept.add(new RefusedBody(body));
  }
}
