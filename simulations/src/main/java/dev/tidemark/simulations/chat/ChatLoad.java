package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Gate;
import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The chat load of one arm: users that ask its gate for tickets, send what the ticket says on a
 * connection of their own, and give the ticket back by what became of it. Users take no thread
 * while they wait for an answer or for the gate.
 */
public final class ChatLoad implements AutoCloseable {
  private static final Duration CLOSED = Duration.ofMillis(2);

  private final String name;
  private final Gate gate;
  private final Transport transport;
  private final RequestHead head;
  private final ChatTarget target;
  private final Function<Ticket, ChatCall> calls;
  private final Pacer pacer;
  private final ChatClient client;
  private final ConcurrentLinkedQueue<ChatUser> waiting = new ConcurrentLinkedQueue<>();
  private @Nullable ChatClient careful;

  /** Told of every request that ended. */
  public interface Rows {
    /**
     * @param dueNanos when it was meant to begin, by {@link System#nanoTime}
     * @param nowNanos when it ended
     */
    void ended(ChatEnd end, long dueNanos, long nowNanos);
  }

  private ChatLoad(
      String name,
      Gate gate,
      ChatTarget target,
      Transport transport,
      Function<Ticket, ChatCall> calls) {
    this.name = name;
    this.gate = gate;
    this.target = target;
    this.transport = transport;
    this.head = new RequestHead(target, transport.http2());
    this.calls = calls;
    this.pacer = new Pacer(name, this::hold);
    this.client = ChatClient.start(name, head.host(), transport, false, 1);
  }

  /**
   * Starts the threads; users come with {@link #join}.
   *
   * @param calls what to send for a ticket; called on an I/O thread
   */
  public static ChatLoad start(
      String name,
      Gate gate,
      ChatTarget target,
      Transport transport,
      Function<Ticket, ChatCall> calls) {
    ChatLoad load = new ChatLoad(name, gate, target, transport, calls);
    load.pacer.every(CLOSED, load::admit);
    return load;
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

  private CompletableFuture<Void> hold() {
    gate.held();
    return gate.released();
  }

  Optional<Ticket> ticket() {
    return gate.take();
  }

  boolean over() {
    return gate.over();
  }

  void await(ChatUser user) {
    waiting.add(user);
  }

  /** Lets waiting users go on, as many as the gate has tickets for, or all when it is over. */
  private void admit() {
    while (!waiting.isEmpty()) {
      if (over()) {
        @Nullable ChatUser user = waiting.poll();
        if (user != null) {
          user.leave();
        }
        continue;
      }
      Optional<Ticket> ticket = ticket();
      if (ticket.isEmpty()) {
        return;
      }
      @Nullable ChatUser user = waiting.poll();
      if (user == null) {
        throw new IllegalStateException("a waiting user left by itself");
      }
      user.send(ticket.get());
    }
  }

  Exchange exchange(Ticket ticket, Reader reader, Exchange.Owner owner) {
    return new Exchange(target, head, calls.apply(ticket), reader, owner);
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

  /** Gives a ticket back. */
  void end(ChatEnd end) {
    if (end instanceof ChatEnd.Completed completed) {
      if (target.stream()) {
        gate.completed(completed.timing());
      } else {
        gate.completed(completed.timing().endToEnd());
      }
    } else if (end instanceof ChatEnd.Aborted aborted) {
      gate.aborted(aborted.timing());
    } else if (end instanceof ChatEnd.Failed failed) {
      gate.failed(failed.why());
    } else if (end instanceof ChatEnd.Refused refused) {
      gate.refused(refused.why());
    } else if (end instanceof ChatEnd.Unknown unknown) {
      gate.unknown(unknown.why());
    } else {
      gate.timedOut();
    }
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
