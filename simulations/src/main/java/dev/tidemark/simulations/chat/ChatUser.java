package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One user: one request after the other, each sent at most once. */
final class ChatUser implements Exchange.Owner, Turnstile.Visitor {
  private final ChatLoad load;
  private final ChatLoad.Rows rows;
  private final Runnable left;
  private final ChatConnection usual;
  private final Optional<Cookies> cookies;
  private @Nullable ChatConnection careful;
  private Reader reader;
  private @Nullable Ticket ticket;
  private boolean again;

  ChatUser(ChatLoad load, ChatLoad.Rows rows, Runnable left) {
    this.load = load;
    this.rows = rows;
    this.left = left;
    this.usual = load.connection();
    this.cookies = load.cookies();
    this.reader = load.reader();
  }

  /** Sends the next request, or waits until there is leave to. */
  void next() {
    rest();
    load.enter(this);
  }

  /** What waits for its ticket is not to be closed for being idle. */
  private void rest() {
    usual.rest();
    ChatConnection other = careful;
    if (other != null) {
      other.rest();
    }
  }

  @Override
  public void over() {
    left.run();
  }

  @Override
  public void admitted(Ticket next) {
    ticket = next;
    again = false;
    sendTicket(next);
  }

  private void sendTicket(Ticket next) {
    connection(next.manner())
        .send(load.exchange(next, cookies, reader, this), load.patience(next.manner()));
  }

  private ChatConnection connection(Manner manner) {
    if (!(manner instanceof Manner.SlowReader || manner instanceof Manner.Hold)) {
      return usual;
    }
    ChatConnection one = careful;
    if (one == null) {
      one = load.carefulConnection();
      careful = one;
    }
    return one;
  }

  @Override
  public void begun(Exchange exchange) {
    if (exchange.call().manner() instanceof Manner.AbortAfterTime abort) {
      load.after(abort.sinceFirstByte(), exchange::giveUp);
    }
  }

  /**
   * A connection that was found closed before anything was written on it has sent nothing: the
   * request goes out for the first time on a new one. Nothing else is ever sent again.
   */
  @Override
  public void ended(Exchange exchange, ChatEnd end) {
    if (exchange.broken()) {
      connection(exchange.call().manner()).cut(); // before anything else is sent on it
    }
    if (exchange.call().manner() instanceof Manner.AbortAfterTime) {
      reader = load.reader(); // it was cut by another thread: an I/O thread may still be reading
    }
    Ticket now = ticket;
    if (!again && now != null && exchange.foundClosed()) {
      again = true;
      sendTicket(now);
      return;
    }
    rows.ended(exchange.call(), end, System.nanoTime());
    load.end(exchange.call(), end);
    next();
  }
}
