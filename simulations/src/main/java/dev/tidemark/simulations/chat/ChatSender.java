package dev.tidemark.simulations.chat;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends single requests to one target, each on a connection that no other uses at the time: as many
 * are open as requests were ever under way at once.
 */
public final class ChatSender implements AutoCloseable {
  private final Lanes lanes;
  private final ConcurrentLinkedDeque<Lane> free = new ConcurrentLinkedDeque<>();

  private ChatSender(Lanes lanes) {
    this.lanes = lanes;
  }

  /** Starts the threads. */
  public static ChatSender start(String name, URI base, Transport transport) {
    return new ChatSender(
        Lanes.start(name, base, transport, () -> CompletableFuture.completedFuture(null)));
  }

  /**
   * Sends a request.
   *
   * @param keep whether the answer's body is handed over as well; empty otherwise
   * @param then called once, on an I/O thread
   */
  public void send(ChatCall call, boolean keep, BiConsumer<ChatEnd, byte[]> then) {
    @Nullable Lane last = free.pollFirst();
    Lane lane = last == null ? lanes.open() : last;
    lane.send(
        call,
        keep,
        (sent, end, text) -> {
          lane.rest();
          free.addFirst(lane);
          then.accept(end, text);
        });
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    lanes.close();
  }
}
