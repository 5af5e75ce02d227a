package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The chat load of one arm: users that take tickets, send what the ticket says on a connection of
 * their own, and give the ticket back by what became of it. Users take no thread while they wait
 * for an answer or for a ticket.
 */
public final class ChatLoad implements AutoCloseable {
  /** More of them share the work worse: each answer wakes a thread of its own. */
  private static final int IO_THREADS = Math.min(2, Runtime.getRuntime().availableProcessors());

  private final String name;
  private final Tickets tickets;
  private final Transport transport;
  private final RequestHead head;
  private final Function<Ticket, ChatCall> calls;
  private final Pacer pacer;
  private final ChatClient client;
  private final Turnstile turnstile;
  private @Nullable ChatClient careful;

  /** Told of every request that ended. */
  @FunctionalInterface
  public interface Rows {
    /**
     * One request ended.
     *
     * @param nowNanos when, by {@link System#nanoTime}
     */
    void ended(ChatCall call, ChatEnd end, long nowNanos);
  }

  private ChatLoad(
      String name,
      Tickets tickets,
      URI base,
      Transport transport,
      Function<Ticket, ChatCall> calls) {
    this.name = name;
    this.tickets = tickets;
    this.transport = transport;
    this.head = new RequestHead(base, transport.http2());
    this.calls = calls;
    this.pacer = new Pacer(name, tickets::held);
    this.turnstile = Turnstile.start(name, tickets);
    this.client = ChatClient.start(name, head.host(), transport, false, IO_THREADS);
  }

  /**
   * Starts the threads; users come with {@link #join}.
   *
   * @param base scheme, host and port of the target
   * @param calls what to send for a ticket; called on an I/O thread
   */
  public static ChatLoad start(
      String name,
      Tickets tickets,
      URI base,
      Transport transport,
      Function<Ticket, ChatCall> calls) {
    return new ChatLoad(name, tickets, base, transport, calls);
  }

  /**
   * One more user, until no request will be let through any more.
   *
   * @param rows told of this user's requests
   * @param left called then
   */
  public void join(Rows rows, Runnable left) {
    new ChatUser(this, rows, left).next();
  }

  void enter(ChatUser user) {
    turnstile.enter(user);
  }

  Exchange exchange(Ticket ticket, Optional<Cookies> cookies, Reader reader, Exchange.Owner owner) {
    return new Exchange(head, cookies, calls.apply(ticket), reader, owner);
  }

  Optional<Cookies> cookies() {
    return transport.cookies() ? Optional.of(new Cookies(head.host())) : Optional.empty();
  }

  Reader reader() {
    return new Reader(pacer);
  }

  ChatConnection connection() {
    return new ChatConnection(client);
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

  void end(ChatCall call, ChatEnd end) {
    tickets.ended(call, end);
  }

  /** Cuts all connections. */
  @Override
  public synchronized void close() {
    turnstile.close();
    pacer.close();
    client.close();
    ChatClient one = careful;
    if (one != null) {
      one.close();
    }
  }
}
