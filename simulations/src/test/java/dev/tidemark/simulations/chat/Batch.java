package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.traffic.Outgoing;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** So many requests in given manners, and what became of each, in the order of their ends. */
final class Batch implements Tickets, AutoCloseable {
  private final List<Manner> manners;
  private final boolean stream;
  private final List<ChatEnd> ends = new ArrayList<>();
  private final CompletableFuture<Void> release = new CompletableFuture<>();
  private final CountDownLatch held = new CountDownLatch(1);
  private final CountDownLatch done;
  private Optional<ChatLoad> load = Optional.empty();
  private int taken;

  private Batch(List<Manner> manners, boolean stream) {
    this.manners = manners;
    this.stream = stream;
    this.done = new CountDownLatch(manners.size());
  }

  /** Starts sending to a target. */
  static Batch start(
      URI target, Transport transport, int users, boolean stream, Manner... manners) {
    Batch batch = new Batch(List.of(manners), stream);
    ChatLoad load = ChatLoad.start("test", batch, target, transport, batch::call);
    batch.load = Optional.of(load);
    for (int i = 0; i < users; i++) {
      load.join((call, end, now) -> {}, () -> {});
    }
    return batch;
  }

  private ChatCall call(Ticket ticket) {
    byte[] body = ("{\"prompt\":\"" + ticket.index() + "\"}").getBytes(StandardCharsets.UTF_8);
    Outgoing request =
        new Outgoing(
            "chat",
            "POST",
            "/api/chat",
            Map.of("Content-Type", "application/json", "Authorization", "Bearer t0ken"),
            body,
            stream);
    return new ChatCall("id-" + ticket.index(), request, ticket.manner(), ticket.dueNanos());
  }

  @Override
  public synchronized Optional<Ticket> take() {
    if (taken == manners.size()) {
      return Optional.empty();
    }
    int index = taken++;
    return Optional.of(new Ticket(index, manners.get(index), System.nanoTime()));
  }

  @Override
  public boolean over() {
    return done.getCount() == 0;
  }

  @Override
  public synchronized void ended(ChatCall call, ChatEnd end) {
    ends.add(end);
    done.countDown();
  }

  @Override
  public CompletableFuture<Void> held() {
    held.countDown();
    return release;
  }

  boolean awaitHeld() throws InterruptedException {
    return held.await(20, TimeUnit.SECONDS);
  }

  void release() {
    release.complete(null);
  }

  /** Waits for all requests to end. */
  List<ChatEnd> ends() throws InterruptedException {
    if (!done.await(30, TimeUnit.SECONDS)) {
      throw new AssertionError("only " + soFar() + " ended");
    }
    return soFar();
  }

  synchronized List<ChatEnd> soFar() {
    return List.copyOf(ends);
  }

  @Override
  public void close() {
    load.ifPresent(ChatLoad::close);
  }
}
