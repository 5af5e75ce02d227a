package dev.tidemark.analysis;

import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.util.List;

/**
 * How long and how fast one arm was driven: the time between its gate's openings and closings.
 *
 * @param seconds with the gate open
 * @param requestsPerSecond 0 where the gate never opened
 * @param requestsPerSecondOverall over all the time from the first row to the last, floors included
 */
record LoadTime(double seconds, double requestsPerSecond, double requestsPerSecondOverall) {
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
    double all =
        ticks.isEmpty() ? 0 : (ticks.get(ticks.size() - 1).nanos() - ticks.get(0).nanos()) / 1e9;
    return new LoadTime(seconds, seconds > 0 ? ended / seconds : 0, all > 0 ? ended / all : 0);
  }
}
