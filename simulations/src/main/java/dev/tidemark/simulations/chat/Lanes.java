package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** What the users of one target share: threads, and how requests look on the wire. */
final class Lanes implements AutoCloseable {
  /** More of them share the work worse: each answer wakes a thread of its own. */
  private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final String name;
  private final Transport transport;
  private final RequestHead head;
  private final Pacer pacer;
  private final ChatClient client;
  private @Nullable ChatClient careful;

  private Lanes(
      String name, Transport transport, RequestHead head, Pacer pacer, ChatClient client) {
    this.name = name;
    this.transport = transport;
    this.head = head;
    this.pacer = pacer;
    this.client = client;
  }

  /**
   * Starts the threads.
   *
   * @param release called when a stream is held; completes when it is to be read on
   */
  static Lanes start(
      String name, URI base, Transport transport, Supplier<CompletableFuture<Void>> release) {
    RequestHead head = new RequestHead(base, transport.http2());
    ChatClient client = ChatClient.start(name, head.host(), transport, false, IO_THREADS);
    return new Lanes(name, transport, head, new Pacer(name, release), client);
  }

  /** One more user's; its connection is opened by its first request. */
  Lane open() {
    Optional<Cookies> cookies =
        transport.cookies() ? Optional.of(new Cookies(head.host())) : Optional.empty();
    return new Lane(this, new ChatConnection(client), cookies);
  }

  RequestHead head() {
    return head;
  }

  Reader reader() {
    return new Reader(pacer);
  }

  synchronized ChatConnection carefulConnection() {
    ChatClient one = careful;
    if (one == null) {
      one = ChatClient.start(name + "-slow", head.host(), transport, true, 1);
      careful = one;
    }
    return new ChatConnection(one);
  }

  Timeout patience(Manner manner) {
    if (manner instanceof Manner.Hold) {
      return Timeout.INFINITE;
    }
    Duration most = transport.patience();
    if (manner instanceof Manner.SlowReader slow) {
      most = most.plus(ChatClient.timeToRead(slow.bytesPerSecond()));
    }
    return Timeout.of(most);
  }

  void after(Duration delay, Runnable task) {
    pacer.after(delay, task);
  }

  /** Cuts all connections. */
  @Override
  public synchronized void close() {
    pacer.close();
    client.close();
    ChatClient one = careful;
    if (one != null) {
      one.close();
    }
  }
}
