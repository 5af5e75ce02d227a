package dev.tidemark.sample;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.DeadlineThread;
import dev.tidemark.probe.DeadlineThread.Outcome;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import java.time.Duration;

/** Reads one probe on a thread of its own, and holds it to its promises. */
final class ProbeReader implements AutoCloseable {
  /** A probe that keeps its promises is late by less, and knows better why. */
  private static final Duration GRACE = Duration.ofMillis(500);

  private final Probe probe;
  private final DeadlineThread thread;

  ProbeReader(String arm, Probe probe) {
    this.probe = probe;
    this.thread = new DeadlineThread("tidemark-sample-" + arm + "-" + probe.name());
  }

  String name() {
    return probe.name();
  }

  /** A reading under way. */
  @FunctionalInterface
  interface Pending {
    Reading await();
  }

  Pending begin(ReadRequest request) {
    DeadlineThread.Call<Reading> call =
        thread.begin(() -> probe.read(request), request.deadline().plus(GRACE));
    return () -> reading(call.await(), request.deadline());
  }

  private Reading reading(Outcome<Reading> outcome, Deadline deadline) {
    if (outcome instanceof Outcome.Done<Reading> done) {
      return done.value();
    }
    if (outcome instanceof Outcome.Failed<Reading> failed) {
      return new Reading.Missed("the probe itself failed: " + failed.cause(), false);
    }
    return new Reading.Missed(
        outcome instanceof Outcome.Late<Reading>
            ? "the probe did not answer within " + deadline
            : "the reading was interrupted",
        false);
  }

  @Override
  public void close() {
    probe.close();
    thread.close();
  }
}
