package dev.tidemark.targets.catalogue.heap;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A proxy that collects the chunks of every stream before it joins them, and keeps what it joined.
 */
final class CollectedChunks implements Case {
  private final Map<Long, ByteArrayOutputStream> collecting = new ConcurrentHashMap<>();
  private final Queue<Transcript> history = new ConcurrentLinkedQueue<>();

  /** A whole answer. */
  static final class Transcript {
    final byte[] content;

    Transcript(byte[] content) {
      this.content = content;
    }

    @Override
    public String toString() {
      return content.length + " bytes";
    }
  }

  @Override
  public void onChunk(Call call, byte[] chunk) {
    collecting
        .computeIfAbsent(call.number(), number -> new ByteArrayOutputStream())
        .writeBytes(chunk);
  }

  @Override
  public void onCompleted(Call call) {
    ByteArrayOutputStream collected = collecting.remove(call.number());
    if (collected != null) {
      history.add(new Transcript(collected.toByteArray()));
    }
  }

  @Override
  public void onAborted(Call call) {
    collecting.remove(call.number());
  }
}
