package dev.tidemark.diagnosis.profiler;

import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Suspect;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The places that take native memory which is not given back, with every burst of requests. */
final class NativeSuspects {
  static final String ADVICE =
      "native memory is taken here and not given back: end or close what takes it when the request"
          + " ends, in a finally block, on the error path too";

  private static final int FEWEST = 8;
  private static final int MOST = 3;

  /** A place that takes less than this part of what all places keep is not named. */
  private static final double SHARE = 0.1;

  private final List<Burst> bursts;
  private final long requests;

  private NativeSuspects(List<Burst> bursts) {
    this.bursts = bursts;
    this.requests = bursts.stream().mapToLong(Burst::requests).sum();
  }

  /**
   * The greatest first.
   *
   * @param held what was not given back
   * @param least bytes per request that count as growth
   */
  static List<Suspect> of(List<Held> held, List<Burst> bursts, double least) {
    return new NativeSuspects(bursts).suspects(held, least);
  }

  private List<Suspect> suspects(List<Held> held, double least) {
    if (requests == 0) {
      return List.of();
    }
    Map<String, Place> places = new TreeMap<>();
    for (Held piece : held) {
      Optional<String> site = piece.stack().site();
      for (int i = 0; i < bursts.size() && site.isPresent(); i++) {
        if (bursts.get(i).has(piece.at())) {
          String through = piece.stack().through().orElse("");
          places
              .computeIfAbsent(site.get() + " " + through, key -> new Place(site.get(), through))
              .add(i, piece);
        }
      }
    }
    List<Place> steady = places.values().stream().filter(Place::inEveryBurst).toList();
    long all = steady.stream().mapToLong(place -> place.bytes).sum();
    return steady.stream()
        .filter(place -> place.bytes >= SHARE * all && place.bytes >= least * requests)
        .sorted(Comparator.comparing(place -> -place.bytes))
        .limit(MOST)
        .map(Place::suspect)
        .toList();
  }

  /** One place with what it took and kept. */
  private final class Place {
    private final String site;
    private final long[] pieces = new long[bursts.size()];
    private final String through;
    private long bytes;

    Place(String site, String through) {
      this.site = site;
      this.through = through;
    }

    void add(int burst, Held piece) {
      pieces[burst]++;
      bytes += piece.bytes();
    }

    boolean inEveryBurst() {
      for (long count : pieces) {
        if (count == 0) {
          return false;
        }
      }
      return pieces() >= FEWEST;
    }

    private long pieces() {
      long sum = 0;
      for (long count : pieces) {
        sum += count;
      }
      return sum;
    }

    /** Whether every burst kept the same whole number of pieces for each of its requests. */
    private boolean exact() {
      long each = pieces() / requests;
      for (int i = 0; i < pieces.length; i++) {
        if (each == 0 || pieces[i] != each * bursts.get(i).requests()) {
          return false;
        }
      }
      return true;
    }

    Suspect suspect() {
      return new Suspect(
          "site",
          site,
          pieces() / (double) requests,
          bytes / (double) requests,
          exact(),
          String.format(
              Locale.ROOT,
              "took %s of native memory in %,d pieces during %,d requests, and none of it was given"
                  + " back%s",
              ByteSize.format((double) bytes),
              pieces(),
              requests,
              through.isEmpty() ? "" : "; by way of " + through),
          ADVICE);
    }
  }
}
