package dev.tidemark.targets.catalogue.innocent;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.ByteBuffer;

/** Uses a direct buffer of 16 KiB a request and forgets it: a collection frees it. */
final class DroppedBuffers implements Case {
  @Override
  public void onRequest(Call call) {
    ByteBuffer.allocateDirect(16 * 1_024).put(call.body(), 0, Math.min(64, call.body().length));
  }
}
