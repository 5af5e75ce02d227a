package dev.tidemark.experiment;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.Ticker;
import java.time.Duration;

/**
 * A probe that only adds to what others read, and is not waited for long: its patience halves with
 * every reading missed in a row, so that one that never answers does not use up the budget.
 */
final class BriefProbe implements Probe {
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final Duration SHORTEST = Duration.ofMillis(250);

  private final Probe probe;
  private final Ticker ticker;
  private volatile Duration patience = LONGEST;

  BriefProbe(Probe probe, Ticker ticker) {
    this.probe = probe;
    this.ticker = ticker;
  }

  @Override
  public String name() {
    return probe.name();
  }

  @Override
  public Capabilities capabilities() {
    return probe.capabilities();
  }

  @Override
  public Reading read(ReadRequest request) {
    Duration now = patience;
    if (request.deadline().remaining().compareTo(now) <= 0) {
      return probe.read(request);
    }
    Reading reading = probe.read(new ReadRequest(request.depth(), Deadline.after(now, ticker)));
    Duration half = now.dividedBy(2);
    patience =
        reading instanceof Reading.Measured
            ? LONGEST
            : half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
    return reading;
  }

  @Override
  public void close() {
    probe.close();
  }
}
