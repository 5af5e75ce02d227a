package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Ticket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where users wait for a ticket without taking a thread, in the order in which they came. */
public final class Turnstile implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(2);

  private final Tickets tickets;
  private final ScheduledThreadPoolExecutor clock;
  private final ConcurrentLinkedQueue<Visitor> waiting = new ConcurrentLinkedQueue<>();

  /** Who waits. */
  public interface Visitor {
    /** There is a ticket; any thread. */
    void admitted(Ticket ticket);

    /** There will never be another. */
    void over();
  }

  private Turnstile(String name, Tickets tickets) {
    this.tickets = tickets;
    this.clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "tidemark-turnstile-" + name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Opens it. */
  public static Turnstile start(String name, Tickets tickets) {
    Turnstile turnstile = new Turnstile(name, tickets);
    var unused =
        turnstile.clock.scheduleWithFixedDelay(
            turnstile::look, 0, LOOK.toNanos(), TimeUnit.NANOSECONDS);
    return turnstile;
  }

  /** Lets a visitor through at once where there is a ticket and nobody waits, or later. */
  public void enter(Visitor visitor) {
    if (waiting.isEmpty()) {
      Optional<Ticket> ticket = tickets.take();
      if (ticket.isPresent()) {
        visitor.admitted(ticket.get());
        return;
      }
    }
    waiting.add(visitor);
  }

  /** The only taker of those who wait. */
  private void look() {
    while (!waiting.isEmpty()) {
      if (tickets.over()) {
        next().over();
        continue;
      }
      Optional<Ticket> ticket = tickets.take();
      if (ticket.isEmpty()) {
        return;
      }
      next().admitted(ticket.get());
    }
  }

  private Visitor next() {
    @Nullable Visitor visitor = waiting.poll();
    if (visitor == null) {
      throw new IllegalStateException("a visitor who waited has left by itself");
    }
    return visitor;
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
