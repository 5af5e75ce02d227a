package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Joins the chunks of each stream in a buffer of its own, and gives the buffer up at the end of the
 * stream: a client that leaves before leaves it behind.
 */
class AbandonedStreams implements Case {
  final Map<Long, JoinedStream> underWay = new ConcurrentHashMap<>();

  /** The chunks of one stream: 33 KB. */
  static final class JoinedStream {
    private final ByteBuffer content = ByteBuffer.allocate(33_000);

    void add(byte[] chunk) {
      content.put(chunk, 0, Math.min(chunk.length, content.remaining()));
    }
  }

  @Override
  public void onChunk(Call call, byte[] chunk) {
    underWay.computeIfAbsent(call.number(), number -> new JoinedStream()).add(chunk);
  }

  @Override
  public void onCompleted(Call call) {
    underWay.remove(call.number());
  }
}
