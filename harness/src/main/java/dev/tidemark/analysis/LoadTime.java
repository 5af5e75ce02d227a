package dev.tidemark.analysis;

import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Optional;

/**
 * How long and how fast one arm was driven by its rounds: the time between its gate's openings and
 * closings before its last floor. What is sent after that, while memory is read under load, is
 * slowed down by the readings.
 *
 * @param seconds with the gate open
 * @param requestsPerSecond 0 where no round ended
 * @param requestsPerSecondOverall over all the time from the first row to that floor, floors
 *     included
 */
record LoadTime(double seconds, double requestsPerSecond, double requestsPerSecondOverall) {
  static LoadTime of(List<Tick> ticks, List<RunEvent> events) {
    Optional<Tick> last =
        ticks.stream().filter(tick -> tick.kind() == Tick.Kind.FLOOR).reduce((one, other) -> other);
    if (last.isEmpty()) {
      return new LoadTime(0, 0, 0);
    }
    long open = 0;
    long opened = 0;
    boolean isOpen = false;
    for (RunEvent event : events) {
      if (event.event().equals(Events.GATE_OPEN)) {
        opened = event.nanos();
        isOpen = true;
      } else if (event.event().equals(Events.GATE_CLOSED)
          && isOpen
          && opened <= last.get().nanos()) {
        open += event.nanos() - opened;
        isOpen = false;
      }
    }
    long ended = last.get().counts().ended();
    double seconds = open / 1e9;
    double all = (last.get().nanos() - ticks.get(0).nanos()) / 1e9;
    return new LoadTime(seconds, seconds > 0 ? ended / seconds : 0, all > 0 ? ended / all : 0);
  }
}
