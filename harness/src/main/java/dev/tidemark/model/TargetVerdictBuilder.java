package dev.tidemark.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Puts together what is known about a target; what is not said is unknown, empty or 0. */
public final class TargetVerdictBuilder {
  private String name;
  private Verdict verdict;
  private Optional<Verdict.Kind> expected = Optional.empty();
  private List<SeriesVerdict> series = List.of();
  private long requests;
  private double requestsPerSecond;
  private double loadSeconds;
  private Optional<Limit> limit = Optional.empty();
  private Optional<Range> requestsToLimit = Optional.empty();
  private Optional<Range> secondsToLimit = Optional.empty();
  private OptionalDouble lastFloor = OptionalDouble.empty();
  private OptionalDouble peakBytes = OptionalDouble.empty();
  private Optional<SlopeEstimate> perInFlight = Optional.empty();
  private OptionalLong safeInFlight = OptionalLong.empty();
  private List<Suspect> suspects = List.of();
  private List<String> notes = List.of();
  private List<Finding> findings = List.of();
  private Sizing sizing = Sizing.NONE;
  private List<RouteVerdict> routes = List.of();

  TargetVerdictBuilder(String name, Verdict verdict) {
    this.name = name;
    this.verdict = verdict;
  }

  TargetVerdictBuilder(TargetVerdict start) {
    name = start.name();
    verdict = start.verdict();
    expected = start.expected();
    series = start.series();
    requests = start.requests();
    requestsPerSecond = start.requestsPerSecond();
    loadSeconds = start.loadSeconds();
    limit = start.limit();
    requestsToLimit = start.requestsToLimit();
    secondsToLimit = start.secondsToLimit();
    lastFloor = start.lastFloor();
    peakBytes = start.peakBytes();
    perInFlight = start.perInFlight();
    safeInFlight = start.safeInFlight();
    suspects = start.suspects();
    notes = start.notes();
    findings = start.findings();
    sizing = start.sizing();
    routes = start.routes();
  }

  public TargetVerdictBuilder name(String name) {
    this.name = name;
    return this;
  }

  public TargetVerdictBuilder verdict(Verdict verdict) {
    this.verdict = verdict;
    return this;
  }

  public TargetVerdictBuilder expected(Optional<Verdict.Kind> expected) {
    this.expected = expected;
    return this;
  }

  public TargetVerdictBuilder series(List<SeriesVerdict> series) {
    this.series = series;
    return this;
  }

  public TargetVerdictBuilder requests(long requests) {
    this.requests = requests;
    return this;
  }

  public TargetVerdictBuilder requestsPerSecond(double requestsPerSecond) {
    this.requestsPerSecond = requestsPerSecond;
    return this;
  }

  public TargetVerdictBuilder loadSeconds(double loadSeconds) {
    this.loadSeconds = loadSeconds;
    return this;
  }

  public TargetVerdictBuilder limit(Optional<Limit> limit) {
    this.limit = limit;
    return this;
  }

  public TargetVerdictBuilder requestsToLimit(Optional<Range> requestsToLimit) {
    this.requestsToLimit = requestsToLimit;
    return this;
  }

  public TargetVerdictBuilder secondsToLimit(Optional<Range> secondsToLimit) {
    this.secondsToLimit = secondsToLimit;
    return this;
  }

  public TargetVerdictBuilder lastFloor(OptionalDouble lastFloor) {
    this.lastFloor = lastFloor;
    return this;
  }

  public TargetVerdictBuilder peakBytes(OptionalDouble peakBytes) {
    this.peakBytes = peakBytes;
    return this;
  }

  public TargetVerdictBuilder perInFlight(Optional<SlopeEstimate> perInFlight) {
    this.perInFlight = perInFlight;
    return this;
  }

  public TargetVerdictBuilder safeInFlight(OptionalLong safeInFlight) {
    this.safeInFlight = safeInFlight;
    return this;
  }

  public TargetVerdictBuilder suspects(List<Suspect> suspects) {
    this.suspects = suspects;
    return this;
  }

  public TargetVerdictBuilder notes(List<String> notes) {
    this.notes = notes;
    return this;
  }

  public TargetVerdictBuilder findings(List<Finding> findings) {
    this.findings = findings;
    return this;
  }

  public TargetVerdictBuilder sizing(Sizing sizing) {
    this.sizing = sizing;
    return this;
  }

  public TargetVerdictBuilder routes(List<RouteVerdict> routes) {
    this.routes = routes;
    return this;
  }

  public TargetVerdict build() {
    return new TargetVerdict(
        name,
        verdict,
        expected,
        series,
        requests,
        requestsPerSecond,
        loadSeconds,
        limit,
        requestsToLimit,
        secondsToLimit,
        lastFloor,
        peakBytes,
        perInFlight,
        safeInFlight,
        suspects,
        notes,
        findings,
        sizing,
        routes);
  }
}
