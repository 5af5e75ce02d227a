package dev.tidemark.analysis;

import dev.tidemark.model.Death;
import dev.tidemark.model.RunEvent;
import dev.tidemark.model.Tick;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the stage that drives a target until it dies ended, as it stands in the ledger.
 *
 * @param completed requests of the whole run that were answered before
 * @param seconds of that stage
 * @param words what showed it
 */
public record DeathNote(long completed, double seconds, String words) {
  private static final Pattern FORM =
      Pattern.compile("after (\\d{1,18}) requests in all and (\\d{1,9}\\.\\d+) s: (.*)");

  /** The line in the ledger. */
  public String text() {
    return String.format(
        Locale.ROOT, "after %d requests in all and %.2f s: %s", completed, seconds, words);
  }

  /** What became of the arm; empty where it was not driven on. */
  static Optional<Death> in(List<RunEvent> events, List<Tick> ticks) {
    long before =
        ticks.stream()
            .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
            .reduce((first, last) -> last)
            .map(tick -> tick.counts().completed())
            .orElse(0L);
    for (RunEvent event : events) {
      boolean died = event.event().equals(Events.DIED);
      Matcher form = FORM.matcher(event.detail());
      if ((died || event.event().equals(Events.OUTLIVED)) && form.matches()) {
        long requests = Math.max(0, Long.parseLong(form.group(1)) - before);
        double seconds = Double.parseDouble(form.group(2));
        return Optional.of(
            died
                ? new Death.Died(requests, seconds, form.group(3))
                : new Death.Outlived(requests, form.group(3)));
      }
    }
    return Optional.empty();
  }
}
