package dev.tidemark.simulations;

import java.util.Map;

/** Chat by several users at once: the default. */
public final class ConcurrentChatSimulation extends ChatSimulation {
  public ConcurrentChatSimulation() {
    super(Map.of());
  }
}
