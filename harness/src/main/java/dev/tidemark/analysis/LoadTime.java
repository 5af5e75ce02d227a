package dev.tidemark.analysis;

import dev.tidemark.model.Range;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Optional;

/**
 * How long and how fast one arm was driven: the time between its gate's openings and closings.
 *
 * @param seconds with the gate open
 * @param requestsPerSecond 0 where the gate never opened
 */
record LoadTime(double seconds, double requestsPerSecond) {
  static LoadTime of(List<Tick> ticks, List<RunEvent> events) {
    long open = 0;
    long opened = 0;
    boolean isOpen = false;
    for (RunEvent event : events) {
      if (event.event().equals(Events.GATE_OPEN)) {
        opened = event.nanos();
        isOpen = true;
      } else if (event.event().equals(Events.GATE_CLOSED) && isOpen) {
        open += event.nanos() - opened;
        isOpen = false;
      }
    }
    long ended = ticks.isEmpty() ? 0 : ticks.get(ticks.size() - 1).counts().ended();
    double seconds = open / 1e9;
    return new LoadTime(seconds, seconds > 0 ? ended / seconds : 0);
  }

  /** The time that so many requests take at this rate. */
  Optional<Range> seconds(Range requests) {
    return requestsPerSecond > 0
        ? Optional.of(
            new Range(requests.low() / requestsPerSecond, requests.high() / requestsPerSecond))
        : Optional.empty();
  }
}
