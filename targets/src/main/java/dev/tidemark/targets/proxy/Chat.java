package dev.tidemark.targets.proxy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A build of the proxy: how it answers a chat, what it keeps, and what it tells about that. */
interface Chat {
  void answer(ChatRequest request, @Nullable String authorization, ClientAnswer answer)
      throws IOException;

  ObjectNode stats();
}
