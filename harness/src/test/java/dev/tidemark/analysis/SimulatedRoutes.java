package dev.tidemark.analysis;

import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.RouteVerdict;
import dev.tidemark.model.RunManifest;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.traffic.RouteMix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * A target with several routes whose memory is a function of what each got, with noise about it.
 */
final class SimulatedRoutes {
  private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
  private static final String LIVE = "jvm.memory.live";

  private final double[] weights;
  private final ToDoubleFunction<double[]> memory;
  private double deviation = 10_000;
  private double correlation;

  /**
   * @param weights of the routes, named a, b, c and so on
   * @param memory bytes, from the requests that each route got
   */
  SimulatedRoutes(double[] weights, ToDoubleFunction<double[]> memory) {
    this.weights = weights;
    this.memory = memory;
  }

  SimulatedRoutes noise(double bytes, double lagOne) {
    deviation = bytes;
    correlation = lagOne;
    return this;
  }

  /** The verdict after 24 small rounds, and so many larger ones. */
  RunVerdict run(long seed, ByteSize allowance, int rounds, int requests) {
    Random random = new Random(seed);
    RouteMix mix = new RouteMix(weights, seed);
    double[] sent = new double[weights.length];
    List<Tick> ticks = new ArrayList<>();
    double wander = random.nextGaussian() * deviation;
    long index = 0;
    double seconds = 0;
    int small = Math.min(24, requests == 20 ? rounds : 24);
    int all = requests == 20 ? rounds : small + rounds;
    for (int round = 0; round <= all; round++) {
      long size = round == 0 ? 0 : round <= small ? 20 : requests;
      if (size > 0) {
        mix.plan(index, (int) size);
      }
      for (long i = 0; i < size; i++) {
        sent[mix.place(index++).route()]++;
      }
      seconds += size / 500.0 * (1 + 0.05 * random.nextDouble()) + 0.15;
      wander =
          correlation * wander
              + Math.sqrt(1 - correlation * correlation) * deviation * random.nextGaussian();
      ticks.add(tick(round, round <= small ? 0 : 1, seconds, sent, wander));
    }
    RunManifest manifest =
        new RunManifest(
            1,
            "run",
            START,
            "0",
            Optional.empty(),
            "S",
            seed,
            SimulatedArm.plan(allowance),
            List.of(SimulatedArm.identity("arm")));
    return new RunAnalysis(false)
        .judge(new RunRecord(manifest, ticks, List.of(), Map.of(), List.of()));
  }

  private Tick tick(int round, int segment, double seconds, double[] sent, double wander) {
    SortedMap<String, MemorySample> samples = new TreeMap<>();
    samples.put(
        LIVE,
        new MemorySample(
            LIVE,
            MetricKind.LIVE_SET,
            Unit.BYTES,
            20e6 + memory.applyAsDouble(sent) + wander,
            GcState.AFTER_FULL_GC));
    SortedMap<String, Long> routes = new TreeMap<>();
    long ended = 0;
    for (int r = 0; r < sent.length; r++) {
      routes.put(name(r), (long) sent[r]);
      ended += (long) sent[r];
    }
    return new Tick(
        "arm",
        Tick.Kind.FLOOR,
        segment,
        round,
        (long) (seconds * 1e9),
        START,
        new RequestCounts(ended, 0, 0),
        samples,
        new TreeMap<>(),
        Map.of(),
        routes);
  }

  static String name(int route) {
    return String.valueOf((char) ('a' + route));
  }

  /** The verdicts on the routes by name. */
  static Map<String, RouteVerdict> routes(RunVerdict run) {
    Map<String, RouteVerdict> routes = new HashMap<>();
    run.targets().get(0).routes().forEach(route -> routes.put(route.route(), route));
    return routes;
  }
}
