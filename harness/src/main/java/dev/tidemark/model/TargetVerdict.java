package dev.tidemark.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The verdict on one target (arm) with everything that was found out about it.
 *
 * @param expected the verdict that was declared with {@code expect:}, where one was
 * @param requests requests that the target ended
 * @param requestsPerSecond the rate at which it was driven while the gate was open
 * @param loadSeconds time the gate was open for rounds
 * @param requestsToLimit how many more requests until the limit; only for LEAK, GROWING and CRASHED
 * @param secondsToLimit the same as time, at {@code requestsPerSecond}
 * @param lastFloor the last floor of the primary series, in bytes
 * @param peakBytes the highest heap use seen under load, in bytes
 * @param perInFlight bytes of live set for each request in flight, mean over the pressure readings
 * @param safeInFlight how many requests may be in flight before the limit is reached
 * @param notes what the reader should know: gaps, mismatches, a heap near its limit
 * @param findings what evidence beyond the floors of the rounds shows
 * @param sizing what it needs, and how long it lasts
 * @param routes one for each route; empty where there is one only
 */
public record TargetVerdict(
    String name,
    Verdict verdict,
    Optional<Verdict.Kind> expected,
    List<SeriesVerdict> series,
    long requests,
    double requestsPerSecond,
    double loadSeconds,
    Optional<Limit> limit,
    Optional<Range> requestsToLimit,
    Optional<Range> secondsToLimit,
    OptionalDouble lastFloor,
    OptionalDouble peakBytes,
    Optional<SlopeEstimate> perInFlight,
    OptionalLong safeInFlight,
    List<Suspect> suspects,
    List<String> notes,
    List<Finding> findings,
    Sizing sizing,
    List<RouteVerdict> routes) {
  public TargetVerdict {
    routes = List.copyOf(routes);
    series = List.copyOf(series);
    suspects = List.copyOf(suspects);
    notes = List.copyOf(notes);
    findings = List.copyOf(findings);
  }

  /** A verdict of which nothing else is known yet. */
  public static TargetVerdictBuilder of(String name, Verdict verdict) {
    return new TargetVerdictBuilder(name, verdict);
  }

  /** The same, to be changed. */
  public TargetVerdictBuilder but() {
    return new TargetVerdictBuilder(this);
  }

  /** The same with another verdict, or the same one for another reason, and other findings. */
  public TargetVerdict with(Verdict other, List<Finding> found) {
    return but().verdict(other).findings(found).build();
  }

  /** The same with other notes. */
  public TargetVerdict withNotes(List<String> others) {
    return but().notes(others).build();
  }

  /** The same with the verdicts on its routes. */
  public TargetVerdict withRoutes(List<RouteVerdict> verdicts) {
    return but().routes(verdicts).build();
  }

  /** Whether so many requests in flight as were asked for do not fit under the limit. */
  public boolean tooSmall() {
    return safeInFlight.isPresent() && safeInFlight.getAsLong() < sizing.inFlight();
  }

  /** The series on which the verdict chiefly rests: the live set where there is one. */
  public Optional<SeriesVerdict> primary() {
    return series.stream()
        .filter(s -> s.kind() == MetricKind.LIVE_SET)
        .findFirst()
        .or(() -> series.stream().filter(s -> s.kind().convicts()).findFirst());
  }

  /** How the series of a kind that grow do so. */
  public Stream<SlopeEstimate> growing(MetricKind kind) {
    return series.stream()
        .filter(one -> one.kind() == kind)
        .filter(one -> one.verdict().kind().worseThan(Verdict.Kind.INCONCLUSIVE))
        .flatMap(one -> one.slope().stream());
  }

  /** Whether the verdict is the one that was declared; true where none was. */
  public boolean asExpected() {
    return expected.map(kind -> kind == verdict.kind()).orElse(true);
  }
}
