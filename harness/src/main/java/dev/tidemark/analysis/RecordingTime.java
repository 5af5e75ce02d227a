package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Limit;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Verdict;
import dev.tidemark.stats.PassiveDrivers;
import dev.tidemark.stats.WindowMedians;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a recorded growth means in time: how much an hour, when the limit is reached. */
final class RecordingTime {
  private static final double LEVEL = 0.95;
  private static final int MOST = 4096;

  /** Shorter spans are told to the second. */
  private static final int SECONDS_SHOWN = 20 * 60;

  private final RecordingLife judged;
  private final Optional<Limit> limit;
  private final Rates rates;

  RecordingTime(RecordingLife judged, Optional<Limit> limit) {
    this.judged = judged;
    this.limit = limit;
    this.rates =
        new Rates(
            perHour(judged), perSecond(judged), Optional.empty(), judged.series().rates().byMode());
  }

  Rates rates() {
    return rates;
  }

  /** Until the limit, at the rate of the recording; only for what grows. */
  Optional<Range> secondsToLimit() {
    return grows() ? judged.now().stream().boxed().findFirst().flatMap(this::from) : none();
  }

  /** Between two restarts that keep the process below its limit. */
  Optional<Range> secondsBetweenRestarts() {
    return grows() ? judged.atStart().stream().boxed().findFirst().flatMap(this::from) : none();
  }

  Optional<Range> requestsToLimit() {
    OptionalDouble now = judged.now();
    return judged
        .series()
        .slope()
        .filter(slope -> grows() && limit.isPresent() && now.isPresent())
        .map(
            slope ->
                Projection.requestsToLimit(
                    new ByteSize(Math.round(now.orElse(0))), limit.orElseThrow(), slope));
  }

  /** A sentence about the limit, where there is one and memory grows towards it. */
  Optional<String> untilLimit() {
    return secondsToLimit()
        .filter(range -> Double.isFinite(range.low()))
        .map(
            range ->
                "at the rate of the recording the limit of "
                    + limit.orElseThrow().size()
                    + " is reached in "
                    + words(range)
                    + secondsBetweenRestarts()
                        .filter(between -> Double.isFinite(between.high()))
                        .map(between -> "; restart needed every " + words(between))
                        .orElse(""));
  }

  /** A sentence about what drives the growth, where that is in question. */
  Optional<String> driver() {
    if (!grows() || judged.axis() != RecordingAxis.REQUESTS) {
      return Optional.empty();
    }
    if (rates.perSecond().isEmpty()) {
      return Optional.of(
          "requests came at too steady a rate to tell growth by requests from growth by time; a"
              + " recording with an idle phase would");
    }
    return rates
        .perSecond()
        .map(SlopeEstimate::interval)
        .filter(interval -> interval.low() > 0)
        .map(
            interval ->
                "time drives growth that requests do not explain: "
                    + ByteSize.format(interval.low() * RecordingAxis.SECONDS_PER_HOUR)
                    + " to "
                    + ByteSize.format(interval.high() * RecordingAxis.SECONDS_PER_HOUR)
                    + " per hour");
  }

  /** A span of time with both ends, such as {@code 2 h 20 min - 2 h 50 min}. */
  static String words(Range seconds) {
    return Double.isFinite(seconds.high())
        ? words(seconds.low()) + " - " + words(seconds.high())
        : words(seconds.low()) + " at the earliest";
  }

  private static String words(double seconds) {
    long whole = Math.round(seconds);
    if (whole < SECONDS_SHOWN) {
      return whole < 60 ? whole + " s" : whole / 60 + " min " + whole % 60 + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 60) {
      return minutes + " min";
    }
    long hours = minutes / 60;
    return hours < 48
        ? String.format(Locale.ROOT, "%d h %d min", hours, minutes % 60)
        : String.format(Locale.ROOT, "%,d days %d h", hours / 24, hours % 24);
  }

  private boolean grows() {
    return judged.series().verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE);
  }

  private Optional<Range> from(double bytes) {
    return limit.flatMap(
        known ->
            rates
                .perHour()
                .map(SlopeEstimate::interval)
                .map(
                    hourly -> {
                      double room = Math.max(0, known.size().bytes() - bytes);
                      return new Range(seconds(room, hourly.high()), seconds(room, hourly.low()));
                    }));
  }

  private static Optional<Range> none() {
    return Optional.empty();
  }

  private static double seconds(double room, double perHour) {
    return perHour > 0 ? room / perHour * RecordingAxis.SECONDS_PER_HOUR : Double.POSITIVE_INFINITY;
  }

  private static Optional<SlopeEstimate> perHour(RecordingLife judged) {
    if (judged.axis() == RecordingAxis.HOURS) {
      return judged.series().rates().perHour();
    }
    double requestsPerHour = judged.requestsPerSecond() * RecordingAxis.SECONDS_PER_HOUR;
    return judged
        .series()
        .slope()
        .filter(slope -> requestsPerHour > 0)
        .map(
            slope ->
                new SlopeEstimate(
                    slope.perRequest() * requestsPerHour,
                    new ConfidenceInterval(
                        slope.interval().low() * requestsPerHour,
                        slope.interval().high() * requestsPerHour,
                        slope.interval().level())));
  }

  private static Optional<SlopeEstimate> perSecond(RecordingLife judged) {
    if (judged.axis() == RecordingAxis.HOURS) {
      return Optional.empty();
    }
    double[] bytes = judged.readings().bytes();
    double[] requests = judged.readings().requests();
    double[] seconds = judged.readings().seconds();
    double[] middle = WindowMedians.of(requests, bytes, MOST).y();
    return PassiveDrivers.of(
            WindowMedians.of(requests, requests, MOST).y(),
            WindowMedians.of(requests, seconds, MOST).y(),
            middle)
        .map(
            drivers ->
                new SlopeEstimate(
                    drivers.perTime(),
                    new ConfidenceInterval(
                        drivers.perTime() - drivers.halfWidth(),
                        drivers.perTime() + drivers.halfWidth(),
                        LEVEL)));
  }
}
