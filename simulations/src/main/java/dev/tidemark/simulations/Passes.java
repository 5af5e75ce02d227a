package dev.tidemark.simulations;

import dev.tidemark.experiment.Gate;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.simulations.chat.Turnstile;
import java.time.Duration;

/**
 * One part of a scenario that is counted: a user who enters takes a ticket of the gate, and gives
 * it back once, at the end of the part or wherever else the user goes on.
 */
final class Passes {
  private final Gate gate;
  private final Turnstile turnstile;
  private final Runnable nested;
  private final String attribute;

  /**
   * @param number of this part among those of the simulation
   * @param nested called when a part turns out to stand inside another one
   */
  Passes(Gate gate, Turnstile turnstile, int number, Runnable nested) {
    this.gate = gate;
    this.turnstile = turnstile;
    this.nested = nested;
    this.attribute = "tidemark.pass." + number;
  }

  /** One pass; given back once. */
  private static final class Pass {
    private final Gate gate;
    private final Ticket ticket;
    private boolean over;
    private boolean givenUp;

    Pass(Gate gate, Ticket ticket) {
      this.gate = gate;
      this.ticket = ticket;
    }

    synchronized void end(boolean failed) {
      if (over) {
        return;
      }
      over = true;
      if (failed) {
        gate.failed("failed in the simulation");
      } else {
        gate.completed(Duration.ofNanos(System.nanoTime() - ticket.dueNanos()));
      }
    }

    /** Ends it because its user begins another. */
    synchronized void giveUp() {
      givenUp = !over;
      end(true);
    }

    synchronized boolean wasGivenUp() {
      return givenUp;
    }
  }

  void take(GatlingAction.Visit visit) {
    for (Object held : visit.held()) {
      if (held instanceof Pass left) {
        left.giveUp();
      }
    }
    gate.arrived();
    turnstile.enter(
        new Turnstile.Visitor() {
          @Override
          public void admitted(Ticket ticket) {
            Pass pass = new Pass(gate, ticket);
            visit.proceedHolding(attribute, pass, () -> pass.end(true));
          }

          @Override
          public void over() {
            visit.proceedWithout(attribute);
          }
        });
  }

  void giveBack(GatlingAction.Visit visit) {
    if (visit.held(attribute).orElse("") instanceof Pass pass) {
      if (pass.wasGivenUp()) {
        nested.run();
      }
      pass.end(visit.failed());
    }
    visit.proceedWithout(attribute);
  }
}
