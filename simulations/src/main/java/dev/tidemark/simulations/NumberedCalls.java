package dev.tidemark.simulations;

import dev.tidemark.experiment.Ticket;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.simulations.chat.ChatCall;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** What is sent to one arm for a ticket, each with an id that is unique over the run. */
final class NumberedCalls implements Function<Ticket, ChatCall> {
  private final String prefix;
  private final Traffic traffic;
  private final AtomicLong sent = new AtomicLong();

  NumberedCalls(String run, String arm, Traffic traffic) {
    this.prefix = run + "-" + arm + "-";
    this.traffic = traffic;
  }

  @Override
  public ChatCall apply(Ticket ticket) {
    String id = prefix + sent.incrementAndGet() + "-" + ticket.index();
    return new ChatCall(id, traffic.request(ticket), ticket.manner(), ticket.dueNanos());
  }
}
