package dev.tidemark.analysis;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ConfidenceInterval;
import dev.tidemark.model.Death;
import dev.tidemark.model.Limit;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Range;
import dev.tidemark.model.Rates;
import dev.tidemark.model.RecommendedLimit;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.Sizing;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long a target lasts at its present growth, and what limit it needs when it does not grow.
 *
 * @param requestsToLimit from the last floor on; absent where nothing grows or no limit is known
 * @param secondsToLimit the same as time
 */
record Outlook(Optional<Range> requestsToLimit, Optional<Range> secondsToLimit, Sizing sizing) {
  private static final double HOUR_SECONDS = 3_600;

  /**
   * What is known of one arm.
   *
   * @param limit absent where it is not known
   * @param ticks all its rows
   * @param slope of its live set; absent where that is not known to grow
   * @param load how fast it was driven
   */
  record Facts(
      Plan plan,
      Optional<Limit> limit,
      List<Tick> ticks,
      FloorSeries floors,
      Verdict verdict,
      Optional<SlopeEstimate> slope,
      Rates rates,
      LoadTime load,
      Pressure pressure,
      Optional<Death> death) {

    Optional<Double> lastFloor() {
      return floors
          .lastPrimary()
          .filter(last -> last.kind() == MetricKind.LIVE_SET)
          .map(MemorySample::value);
    }

    /** The first live set of the run. */
    Optional<Double> firstFloor() {
      return ticks.stream()
          .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
          .flatMap(tick -> tick.samples().values().stream())
          .filter(sample -> sample.kind() == MetricKind.LIVE_SET)
          .findFirst()
          .map(MemorySample::value);
    }

    /** The rate that times are told at: the one asked for, or the measured one. */
    OptionalDouble rate() {
      if (plan.atRate().isPresent()) {
        return plan.atRate();
      }
      return load.requestsPerSecond() > 0
          ? OptionalDouble.of(load.requestsPerSecond())
          : OptionalDouble.empty();
    }
  }

  /**
   * The slope of the series that fills the limit, where the target's verdict says that it grows. A
   * live set that stands beside memory of another kind that grows fills nothing.
   */
  static Optional<SeriesVerdict> growing(List<SeriesVerdict> series, Verdict verdict) {
    return series.stream()
        .filter(one -> one.kind() == MetricKind.LIVE_SET)
        .findFirst()
        .filter(one -> one.verdict().kind() != Verdict.Kind.PLATEAU)
        .filter(one -> verdict.kind().worseThan(Verdict.Kind.INCONCLUSIVE));
  }

  static Outlook of(Facts facts) {
    Optional<SlopeEstimate> occupied =
        facts.slope().map(slope -> occupied(slope, facts.floors().floors()));
    Optional<Range> requests = Optional.empty();
    Optional<Range> seconds = Optional.empty();
    Optional<Range> restart = Optional.empty();
    Optional<SlopeEstimate> perHour = Optional.empty();
    if (occupied.isPresent()) {
      SlopeEstimate slope = occupied.get();
      Optional<Range> room = facts.lastFloor().flatMap(now -> room(facts, slope, now));
      requests = room.map(bytes -> Projection.requests(bytes, slope));
      OptionalDouble rate = facts.rate();
      if (rate.isPresent()) {
        SlopeEstimate perSecond = new Pace(facts, slope).perSecond(rate.getAsDouble());
        seconds = room.map(bytes -> Projection.requests(bytes, perSecond));
        if (perSecond.interval().low() > 0) {
          perHour = Optional.of(scaled(perSecond, HOUR_SECONDS));
          restart =
              facts
                  .firstFloor()
                  .flatMap(first -> room(facts, slope, first))
                  .map(bytes -> Projection.requests(bytes, perSecond));
        }
      }
    }
    return new Outlook(
        requests,
        seconds,
        new Sizing(
            facts.plan().concurrency(),
            facts.pressure().liveUnder(facts.plan().concurrency(), facts.lastFloor()),
            recommended(facts),
            facts.rate(),
            perHour,
            restart,
            Optional.empty(),
            facts.death()));
  }

  /** The same, until something else runs out where that is sooner than the memory's end. */
  Outlook orSooner(Optional<ResourceRoom> other, OptionalDouble rate) {
    double memory = requestsToLimit.map(Range::low).orElse(Double.POSITIVE_INFINITY);
    return other
        .filter(one -> one.requests().low() < memory)
        .map(
            one ->
                new Outlook(
                    Optional.of(one.requests()),
                    rate.isPresent()
                        ? Optional.of(scaled(one.requests(), 1 / rate.getAsDouble()))
                        : Optional.empty(),
                    sizing.until(one.resource())))
        .orElse(this);
  }

  private static Range scaled(Range range, double factor) {
    return new Range(range.low() * factor, range.high() * factor);
  }

  /** Growth of what the heap must set aside: the live set's, and what its large objects waste. */
  private static SlopeEstimate occupied(SlopeEstimate live, List<Tick> floors) {
    return TornRegions.perRequest(floors)
        .map(
            torn ->
                new SlopeEstimate(
                    live.perRequest() + torn.perRequest(),
                    new ConfidenceInterval(
                        live.interval().low() + torn.interval().low(),
                        live.interval().high() + torn.interval().high(),
                        live.interval().level())))
        .orElse(live);
  }

  private static Optional<Range> room(Facts facts, SlopeEstimate slope, double now) {
    return facts
        .limit()
        .map(
            limit ->
                Projection.room(
                    now,
                    limit,
                    slope,
                    facts.pressure().held(facts.plan().concurrency(), slope.perRequest())));
  }

  private static Optional<RecommendedLimit> recommended(Facts facts) {
    boolean bounded =
        facts.verdict() instanceof Verdict.Plateau || facts.verdict() instanceof Verdict.Filling;
    int inFlight = facts.plan().concurrency();
    Optional<Double> held = facts.lastFloor();
    OptionalDouble peak = facts.pressure().liveUnder(inFlight, held);
    return bounded && held.isPresent() && peak.isPresent()
        ? Optional.of(
            new SizingRule(facts.limit()).recommend(held.get(), peak.getAsDouble(), inFlight))
        : Optional.empty();
  }

  private static SlopeEstimate scaled(SlopeEstimate slope, double factor) {
    return new SlopeEstimate(
        slope.perRequest() * factor,
        new ConfidenceInterval(
            slope.interval().low() * factor,
            slope.interval().high() * factor,
            slope.interval().level()));
  }

  /** Growth in time: what requests add at some rate, and what time adds by itself. */
  private record Pace(Facts facts, SlopeEstimate perRequest) {
    SlopeEstimate perSecond(double rate) {
      SlopeEstimate byRequests = scaled(perRequest, rate);
      Optional<SlopeEstimate> byTime =
          facts.rates().perSecond().filter(time -> time.interval().low() > 0);
      double overall = facts.load().requestsPerSecondOverall();
      if (byTime.isEmpty() || !(overall > 0)) {
        return byRequests;
      }
      SlopeEstimate time = byTime.get();
      return new SlopeEstimate(
          sum(perRequest.perRequest(), time.perRequest(), time.perRequest(), rate, overall),
          new ConfidenceInterval(
              sum(
                  perRequest.interval().low(),
                  time.interval().high(),
                  time.interval().low(),
                  rate,
                  overall),
              sum(
                  perRequest.interval().high(),
                  time.interval().low(),
                  time.interval().high(),
                  rate,
                  overall),
              perRequest.interval().level()));
    }

    /**
     * The growth per request was seen at the overall rate, so it holds a share of time's growth.
     */
    private static double sum(
        double slope, double timeInSlope, double time, double rate, double overall) {
      return Math.max(0, slope - timeInSlope / overall) * rate + time;
    }
  }

  /** A limit that keeps the live set under load at a share of what is usable. */
  private record SizingRule(Optional<Limit> limit) {
    private static final long LEAST = 16L << 20;

    RecommendedLimit recommend(double held, double peak, int inFlight) {
      double usable =
          limit
              .map(l -> (double) l.usable().least().bytes() / l.size().bytes())
              .filter(share -> share > 0)
              .orElse(1.0);
      double needed = peak / Pressure.HEADROOM / usable;
      ByteSize size = roundedUp(needed);
      return new RecommendedLimit(
          size,
          ByteSize.format(held)
              + " held, "
              + ByteSize.format(peak)
              + " peak live set at "
              + inFlight
              + " in flight; that is to be 80% at most of what the collector can fill, rounded up");
    }

    /** The next of 16, 24, 32, 48, 64, 96 MiB and so on. */
    private static ByteSize roundedUp(double bytes) {
      long size = LEAST;
      while (size < bytes) {
        size = Long.bitCount(size) == 1 ? size / 2 * 3 : size / 3 * 4;
      }
      return new ByteSize(size);
    }
  }
}
