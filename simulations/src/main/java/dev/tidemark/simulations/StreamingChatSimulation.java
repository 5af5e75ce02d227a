package dev.tidemark.simulations;

import java.util.Map;

/**
 * Chat by several users at once whose answers come as streams of server-sent events, read to their
 * end.
 */
public final class StreamingChatSimulation extends ChatSimulation {
  public StreamingChatSimulation() {
    super(Map.of("stream", "true"));
  }
}
