package dev.tidemark.traffic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Which route each request of a run goes to, determined by its index, the rounds so far and a seed.
 * Safe for many threads.
 *
 * <p>Idea: where every round sends the same share to every route, their growth cannot be told
 * apart. So the shares vary, in pairs of rounds: the first of a pair raises the shares of some
 * routes by about {@value #SWING} of themselves and lowers those of others, chosen at random, and
 * the second does the opposite. After each pair every route has got its share of all requests: what
 * a route leaves behind moves floors up and down from one to the next, and bends no line. A
 * position goes to the route that lags most behind its share; the positions of a deck are shuffled.
 *
 * <p>Requests outside of planned rounds keep to the weights.
 */
public final class RouteMix {
  private static final int DECK = 20;
  private static final double SWING = 0.5;

  /** Requests outside of rounds are dealt by so many. */
  private static final int UNPLANNED = 64 * DECK;

  private final double[] shares;
  private final long seed;

  /** In the order of their first index, without gaps; guarded by this. */
  private final List<Leg> legs = new ArrayList<>();

  private volatile Dealt latest = new Dealt(-1, new byte[0], new int[0]);

  /** Requests before it have their routes for good. */
  private long settled;

  private long rounds;
  private boolean secondOfPair = true;
  private int lastRequests;
  private double[] opposite;

  /** A stretch of requests of one mix, and what came before it. */
  private static final class Leg {
    final long first;
    final double[] shares;
    final long[] sent;
    final double[] lag;
    int length;

    Leg(long first, int length, double[] shares, long[] sent, double[] lag) {
      this.first = first;
      this.length = length;
      this.shares = shares;
      this.sent = sent;
      this.lag = lag;
    }

    long end() {
      return first + length;
    }
  }

  /** The requests of a leg, worked out: their routes, and how many of the leg went there before. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Dealt(long first, byte[] routes, int[] before) {
    boolean holds(long index) {
      return first >= 0 && index >= first && index < first + routes.length;
    }
  }

  /** The place of a request: its route, and how many went to the same route before it. */
  public record Place(int route, long ordinal) {}

  /**
   * The mix of some routes.
   *
   * @param weights at least one, at most 100, each above 0
   */
  public RouteMix(double[] weights, long seed) {
    if (weights.length < 1 || weights.length > 100) {
      throw new IllegalArgumentException(
          weights.length + " routes: there must be 1 to 100 of them");
    }
    double sum = Arrays.stream(weights).sum();
    this.shares = Arrays.stream(weights).map(weight -> weight / sum).toArray();
    this.opposite = shares.clone();
    this.seed = seed;
  }

  public int routes() {
    return shares.length;
  }

  /**
   * Plans the next round: requests from this index on. What was planned or asked for before stays
   * as it is.
   *
   * @param requests of the round
   */
  public synchronized void plan(long first, int requests) {
    if (shares.length == 1 || first < settled) {
      return;
    }
    fill(first);
    rounds++;
    secondOfPair = !secondOfPair && requests == lastRequests;
    lastRequests = requests;
    double[] now = secondOfPair ? opposite.clone() : swung();
    for (int r = 0; r < shares.length; r++) {
      opposite[r] = 2 * shares[r] - now[r];
    }
    append(requests, now);
    settled = end();
  }

  /** Lets the legs end exactly before this index. */
  private void fill(long first) {
    while (!legs.isEmpty() && legs.get(legs.size() - 1).first >= first) {
      legs.remove(legs.size() - 1);
    }
    if (!legs.isEmpty() && legs.get(legs.size() - 1).end() > first) {
      Leg cut = legs.get(legs.size() - 1);
      cut.length = Math.toIntExact(first - cut.first);
      latest = new Dealt(-1, new byte[0], new int[0]);
    }
    while (end() < first) {
      append((int) Math.min(UNPLANNED, first - end()), shares);
    }
  }

  private long end() {
    return legs.isEmpty() ? 0 : legs.get(legs.size() - 1).end();
  }

  private void append(int length, double[] mix) {
    long[] sent = new long[shares.length];
    double[] lag = new double[shares.length];
    long first = end();
    if (!legs.isEmpty()) {
      Leg before = legs.get(legs.size() - 1);
      System.arraycopy(before.sent, 0, sent, 0, sent.length);
      System.arraycopy(before.lag, 0, lag, 0, lag.length);
      for (int i = 0; i < before.length; i++) {
        sent[next(before.shares, lag)]++;
      }
    }
    legs.add(new Leg(first, length, mix.clone(), sent, lag));
  }

  /** Half of the routes up, half of them down; the shares stay positive and add up to one. */
  private double[] swung() {
    Random random = new Random(seed * 31 + rounds);
    double[] signs = new double[shares.length];
    int offset = random.nextInt(2);
    for (int r = 0; r < signs.length; r++) {
      signs[r] = (r + offset) % 2 == 0 ? 1 : -1;
    }
    for (int r = signs.length - 1; r > 0; r--) {
      int other = random.nextInt(r + 1);
      double sign = signs[r];
      signs[r] = signs[other];
      signs[other] = sign;
    }
    double mean = 0;
    for (int r = 0; r < signs.length; r++) {
      mean += shares[r] * signs[r];
    }
    double[] swung = new double[shares.length];
    for (int r = 0; r < swung.length; r++) {
      swung[r] = shares[r] * (1 + SWING * (signs[r] - mean));
    }
    return swung;
  }

  /** The place of the request with this index. */
  public Place place(long index) {
    if (shares.length == 1) {
      return new Place(0, index);
    }
    Dealt dealt = latest;
    Leg leg;
    synchronized (this) {
      settled = Math.max(settled, index + 1);
      while (end() <= index) {
        append(UNPLANNED, shares);
      }
      leg = legs.get(at(index));
      if (!dealt.holds(index) || dealt.first() != leg.first) {
        dealt = deal(leg);
        latest = dealt;
      }
    }
    int i = (int) (index - leg.first);
    int route = dealt.routes()[i];
    return new Place(route, leg.sent[route] + dealt.before()[i]);
  }

  private int at(long index) {
    int low = 0;
    int high = legs.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (legs.get(middle).first <= index) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  private Dealt deal(Leg leg) {
    byte[] routes = new byte[leg.length];
    double[] lag = leg.lag.clone();
    for (int i = 0; i < routes.length; i++) {
      routes[i] = (byte) next(leg.shares, lag);
    }
    for (int from = 0; from < routes.length; from += DECK) {
      shuffle(routes, from, Math.min(from + DECK, routes.length), leg.first + from);
    }
    int[] before = new int[routes.length];
    int[] count = new int[shares.length];
    for (int i = 0; i < before.length; i++) {
      before[i] = count[routes[i]]++;
    }
    return new Dealt(leg.first, routes, before);
  }

  private static int next(double[] shares, double[] lag) {
    int chosen = 0;
    for (int r = 0; r < lag.length; r++) {
      lag[r] += shares[r];
      if (lag[r] > lag[chosen]) {
        chosen = r;
      }
    }
    lag[chosen] -= 1;
    return chosen;
  }

  private void shuffle(byte[] routes, int from, int to, long salt) {
    Random random = new Random(seed * 1_000_003 + salt);
    for (int i = to - 1; i > from; i--) {
      int j = from + random.nextInt(i - from + 1);
      byte other = routes[i];
      routes[i] = routes[j];
      routes[j] = other;
    }
  }
}
