package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Ticket;
import java.net.URI;
import java.util.function.Function;

/**
 * The chat load of one arm: users that take tickets, send what the ticket says on a connection of
 * their own, and give the ticket back by what became of it. Users take no thread while they wait
 * for an answer or for a ticket.
 */
public final class ChatLoad implements AutoCloseable {
  private final Tickets tickets;
  private final Function<Ticket, ChatCall> calls;
  private final Lanes lanes;
  private final Turnstile turnstile;

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
      Tickets tickets, Function<Ticket, ChatCall> calls, Lanes lanes, Turnstile turnstile) {
    this.tickets = tickets;
    this.calls = calls;
    this.lanes = lanes;
    this.turnstile = turnstile;
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
    return new ChatLoad(
        tickets,
        calls,
        Lanes.start(name, base, transport, tickets::held),
        Turnstile.start(name, tickets));
  }

  /**
   * One more user, until no request will be let through any more.
   *
   * @param rows told of this user's requests
   * @param left called then
   */
  public void join(Rows rows, Runnable left) {
    new ChatUser(this, lanes.open(), rows, left).next();
  }

  void enter(ChatUser user) {
    turnstile.enter(user);
  }

  ChatCall call(Ticket ticket) {
    return calls.apply(ticket);
  }

  void end(ChatCall call, ChatEnd end) {
    tickets.ended(call, end);
  }

  /** Cuts all connections. */
  @Override
  public void close() {
    turnstile.close();
    lanes.close();
  }
}
