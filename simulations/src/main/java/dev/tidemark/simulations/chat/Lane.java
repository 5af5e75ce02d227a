package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One user's way to the target: one request after the other, each sent at most once. */
final class Lane implements Exchange.Owner {
  private final Lanes lanes;
  private final ChatConnection usual;
  private final Optional<Cookies> cookies;
  private @Nullable ChatConnection careful;
  private Reader reader;
  private Then then = (call, end, text) -> {};
  private boolean again;

  /** Told how a request ended. */
  @FunctionalInterface
  interface Then {
    /**
     * It ended; the next may be sent.
     *
     * @param text the answer's body, where it was to be kept
     */
    void ended(ChatCall call, ChatEnd end, byte[] text);
  }

  Lane(Lanes lanes, ChatConnection usual, Optional<Cookies> cookies) {
    this.lanes = lanes;
    this.usual = usual;
    this.cookies = cookies;
    this.reader = lanes.reader();
  }

  /**
   * Sends a request; one at a time.
   *
   * @param keep whether the answer's body is kept
   */
  void send(ChatCall call, boolean keep, Then told) {
    then = told;
    again = false;
    reader.keep(keep);
    send(call);
  }

  private void send(ChatCall call) {
    connection(call.manner())
        .send(
            new Exchange(lanes.head(), cookies, call, reader, this), lanes.patience(call.manner()));
  }

  private ChatConnection connection(Manner manner) {
    if (!(manner instanceof Manner.SlowReader || manner instanceof Manner.Hold)) {
      return usual;
    }
    ChatConnection one = careful;
    if (one == null) {
      one = lanes.carefulConnection();
      careful = one;
    }
    return one;
  }

  /** Nothing is sent for a while: its connections are not to be closed for being idle. */
  void rest() {
    usual.rest();
    ChatConnection other = careful;
    if (other != null) {
      other.rest();
    }
  }

  @Override
  public void begun(Exchange exchange) {
    if (exchange.call().manner() instanceof Manner.AbortAfterTime abort) {
      lanes.after(abort.sinceFirstByte(), exchange::giveUp);
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
    byte[] text = reader.text();
    if (exchange.call().manner() instanceof Manner.AbortAfterTime) {
      reader = lanes.reader(); // it was cut by another thread: an I/O thread may still be reading
    }
    if (!again && exchange.foundClosed()) {
      again = true;
      send(exchange.call());
    } else {
      then.ended(exchange.call(), end, text);
    }
  }
}
