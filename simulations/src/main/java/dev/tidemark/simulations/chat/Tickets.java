package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Gate;
import dev.tidemark.experiment.Ticket;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Where users get leave to send, and give it back by what became of the request. */
public interface Tickets {
  /** Leave to send one request; empty while nobody may. */
  Optional<Ticket> take();

  /** Whether there will never be another. */
  boolean over();

  /** Gives one back. */
  void ended(ChatCall call, ChatEnd end);

  /** Says that a stream is held open; completes when it is to be read on. */
  CompletableFuture<Void> held();

  /** Those of an experiment. */
  static Tickets of(Gate gate) {
    return new OfGate(gate);
  }

  /** An experiment's gate. */
  record OfGate(Gate gate) implements Tickets {
    @Override
    public Optional<Ticket> take() {
      return gate.take();
    }

    @Override
    public boolean over() {
      return gate.over();
    }

    @Override
    public CompletableFuture<Void> held() {
      gate.held();
      return gate.released();
    }

    @Override
    public void ended(ChatCall call, ChatEnd end) {
      if (end instanceof ChatEnd.Completed completed) {
        if (call.request().stream()) {
          gate.completed(completed.timing());
        } else {
          gate.completed(completed.timing().endToEnd(), completed.timing().bodyBytes());
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
  }
}
