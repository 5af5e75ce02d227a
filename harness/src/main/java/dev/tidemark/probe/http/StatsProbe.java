package dev.tidemark.probe.http;

import dev.tidemark.model.GcState;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.DeadlineThread;
import dev.tidemark.probe.DeadlineThread.Outcome;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reads every number in the JSON statistics that a target publishes over HTTP. */
public final class StatsProbe implements Probe {
  private final StatsRequest request;
  private final Clocks clocks;
  private final StatsSamples samples;
  private final DeadlineThread thread;
  private final StatsClient client;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean answered;

  /** Over the usual kind of connection. */
  public StatsProbe(StatsRequest request, Clocks clocks) {
    this(request, Wire.plain(), clocks);
  }

  /**
   * A probe that is not connected yet.
   *
   * @param wire how the connection is made
   */
  public StatsProbe(StatsRequest request, Wire wire, Clocks clocks) {
    this.request = request;
    this.clocks = clocks;
    this.samples = new StatsSamples(request.bounded(), request.entries());
    this.client = new StatsClient(request, wire);
    this.thread = new DeadlineThread("tidemark-http-" + request.base().getAuthority());
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public Capabilities capabilities() {
    return new Capabilities(request.collect().isPresent(), false);
  }

  @Override
  public Reading read(ReadRequest asked) {
    Outcome<Reading> outcome = thread.call(() -> readNow(asked), asked.deadline());
    if (outcome instanceof Outcome.Done<Reading> done) {
      return done.value();
    }
    if (outcome instanceof Outcome.Failed<Reading> failed) {
      return missed(
          "GET " + request.shownPath() + " failed: " + failed.cause().getClass().getSimpleName());
    }
    if (outcome instanceof Outcome.Late<Reading>) {
      client.abort();
      return missed(
          "GET " + request.shownPath() + " did not answer in full within " + asked.deadline());
    }
    return missed(
        outcome instanceof Outcome.Closed<Reading>
            ? "the probe is closed"
            : "interrupted while reading " + request.shownPath());
  }

  private static Reading.Missed missed(String reason) {
    return new Reading.Missed(reason, false);
  }

  private Reading readNow(ReadRequest asked) {
    try {
      GcState gc = GcState.UNKNOWN;
      Deadline deadline = asked.deadline();
      if (asked.depth() == ReadRequest.Depth.FLOOR && request.collect().isPresent()) {
        client.collect(request.collect().get(), deadline);
        gc = GcState.AFTER_GC;
      }
      byte[] body = client.get(deadline);
      answered = true;
      return new Reading.Measured(
          clocks.monotonic().nanos(),
          clocks.wall().instant(),
          samples.of(parse(body), gc),
          Map.of());
    } catch (StatsUnreadable e) {
      return new Reading.Missed(e.reason(), e.refused() && answered);
    }
  }

  private StatsDocument parse(byte[] body) throws StatsUnreadable {
    try {
      return StatsDocument.parse(body);
    } catch (StatsUnreadable e) {
      throw new StatsUnreadable("GET " + request.shownPath() + " answered " + e.reason());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.close();
      thread.close();
    }
  }
}
