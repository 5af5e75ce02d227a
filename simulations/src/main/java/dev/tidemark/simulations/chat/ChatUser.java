package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Ticket;

/** One user of a load: takes a ticket, sends, gives it back, and again. */
final class ChatUser implements Turnstile.Visitor {
  private final ChatLoad load;
  private final Lane lane;
  private final ChatLoad.Rows rows;
  private final Runnable left;

  ChatUser(ChatLoad load, Lane lane, ChatLoad.Rows rows, Runnable left) {
    this.load = load;
    this.lane = lane;
    this.rows = rows;
    this.left = left;
  }

  /** Sends the next request, or waits until there is leave to. */
  void next() {
    lane.rest();
    load.enter(this);
  }

  @Override
  public void over() {
    left.run();
  }

  @Override
  public void admitted(Ticket ticket) {
    lane.send(load.call(ticket), false, this::ended);
  }

  private void ended(ChatCall call, ChatEnd end, byte[] text) {
    rows.ended(call, end, System.nanoTime());
    load.end(call, end);
    next();
  }
}
