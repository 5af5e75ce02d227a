package dev.tidemark.simulations;

import dev.tidemark.experiment.Gate;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatEnd;
import dev.tidemark.simulations.chat.Tickets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * The tickets of a simulation of somebody's own: those of the gate, until the verdict is reached or
 * cannot be.
 */
record OwnTickets(Tickets tickets, BooleanSupplier ended) implements Tickets {
  static OwnTickets of(Gate gate, BooleanSupplier ended) {
    return new OwnTickets(Tickets.of(gate), ended);
  }

  @Override
  public Optional<Ticket> take() {
    return tickets.take();
  }

  @Override
  public boolean over() {
    return ended.getAsBoolean();
  }

  @Override
  public void ended(ChatCall call, ChatEnd end) {
    tickets.ended(call, end);
  }

  @Override
  public CompletableFuture<Void> held() {
    return tickets.held();
  }
}
