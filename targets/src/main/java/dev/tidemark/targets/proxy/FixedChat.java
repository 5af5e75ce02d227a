package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The build without faults: answers stream through, and what is kept is bounded metadata. */
final class FixedChat implements Chat {
  private final Upstream upstream;
  private final Buffers buffers;
  private final BoundedMemory memory = new BoundedMemory();

  FixedChat(Upstream upstream, Buffers buffers) {
    this.upstream = upstream;
    this.buffers = buffers;
  }

  @Override
  public void answer(ChatRequest request, @Nullable String authorization, ClientAnswer answer)
      throws IOException {
    long now = System.currentTimeMillis();
    long startNanos = System.nanoTime();
    String requestId = UUID.randomUUID().toString();
    String prompt = request.prompt();
    memory.remember(new RequestSummary(requestId, now, prompt.length(), prompt.hashCode()));
    try {
      buffers.lend(
          buffer ->
              upstream.complete(
                  request,
                  authorization,
                  response -> {
                    // before the client has its last byte, and looks at the statistics
                    memory.log(new LogLine(requestId, now, millisSince(startNanos), true));
                    answer.relay(response, buffer);
                  }));
    } catch (IOException e) {
      if (!answer.begun()) {
        memory.log(new LogLine(requestId, now, millisSince(startNanos), false));
      }
      throw e;
    }
  }

  private static long millisSince(long startNanos) {
    return (System.nanoTime() - startNanos) / 1_000_000;
  }

  @Override
  public ObjectNode stats() {
    return memory.stats();
  }
}
