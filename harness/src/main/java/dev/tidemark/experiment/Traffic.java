package dev.tidemark.experiment;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RequestSpec;
import dev.tidemark.config.TrafficSpec;
import dev.tidemark.probe.http.Wire;
import dev.tidemark.replay.RecordedTraffic;
import dev.tidemark.traffic.GeneratedTraffic;
import dev.tidemark.traffic.LengthDeck;
import dev.tidemark.traffic.Outgoing;
import dev.tidemark.traffic.RequestSource;
import dev.tidemark.traffic.TlsContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The requests of a run, each determined by its index alone, so that all arms get the same. Safe
 * for many threads.
 *
 * <p>Lengths are stratified: every {@value #DECK} requests in a row of one route ask for the same
 * multiset of prompt and response sizes, in another order. With random sizes the retained bytes are
 * a random walk, and a walk looks like a slope.
 */
public final class Traffic {
  /** Requests that make up one full set of sizes; a round sends a multiple of it. */
  public static final int DECK = LengthDeck.CARDS;

  private final TrafficSpec spec;
  private final long seed;
  private final Map<String, String> environment;
  private volatile Optional<RequestSource> made = Optional.empty();
  private volatile Optional<RequestSource> madeToFail = Optional.empty();

  public Traffic(TrafficSpec spec, long seed) {
    this(spec, seed, System.getenv());
  }

  /** One route in the usual lengths. */
  public Traffic(RequestSpec request, long seed) {
    this(TrafficSpec.of(request), seed);
  }

  Traffic(TrafficSpec spec, long seed, Map<String, String> environment) {
    this.spec = spec;
    this.seed = seed;
    this.environment = environment;
  }

  /**
   * This traffic, after its files were read and its secrets found.
   *
   * @throws ConfigurationException naming the variable that is not known or not set
   */
  public Traffic checked() {
    source();
    if (!spec.errors().isEmpty()) {
      failing();
    }
    return this;
  }

  private RequestSource source() {
    Optional<RequestSource> found = made;
    if (found.isPresent()) {
      return found.get();
    }
    synchronized (this) {
      if (made.isEmpty()) {
        made =
            Optional.of(
                spec.replay().isPresent()
                    ? RecordedTraffic.open(spec.replay().get(), environment)
                    : GeneratedTraffic.of(spec, seed, environment));
      }
      return made.get();
    }
  }

  private RequestSource failing() {
    Optional<RequestSource> found = madeToFail;
    if (found.isEmpty()) {
      synchronized (this) {
        found =
            madeToFail.isPresent()
                ? madeToFail
                : Optional.of(GeneratedTraffic.of(spec.ofErrors(), seed, environment));
        madeToFail = found;
      }
    }
    return found.get();
  }

  /** The request with this index. */
  public Outgoing request(long index) {
    return source().request(index);
  }

  /** The request of a ticket: as its manner asks for it. */
  public Outgoing request(Ticket ticket) {
    if (ticket.manner() instanceof Manner.ErrorRequest) {
      return failing().request(ticket.index());
    }
    Outgoing good = source().request(ticket.index());
    return ticket.manner() instanceof Manner.BadBody ? BadBodies.of(good, ticket.index()) : good;
  }

  /** One request of each route, to see whether they are answered. */
  List<Outgoing> trials() {
    return source().trials();
  }

  /** Says that a round of so many requests begins with this index. */
  void plan(long first, long requests) {
    source().plan(first, Math.toIntExact(requests));
  }

  /** The name of the route that the request with this index goes to. */
  public String route(long index) {
    return source().route(index);
  }

  /** The names of all routes; one where the traffic is of one kind. */
  public List<String> routes() {
    return source().routes();
  }

  /** How long after the first request this one is to be sent; empty: once a user is free. */
  Optional<Duration> due(long index) {
    return source().due(index);
  }

  /** What the reader of a report should know of the requests before they are sent. */
  List<String> notes() {
    return source().notes();
  }

  /** What the reader of a report should know of the requests once they were sent. */
  List<String> notesAtEnd() {
    return source().notesAtEnd();
  }

  /** Whether the target is spoken to over HTTP/2. */
  boolean http2() {
    return spec.http2();
  }

  /** How connections to the target are made, by all that sends to it. */
  Wire wire() {
    return new Wire(
        http2() ? Wire.Version.HTTP_2 : Wire.Version.HTTP_1,
        TlsContext.of(spec.tls(), environment));
  }

  /**
   * The same with another patience.
   *
   * @param connect how long a connection may take to open
   */
  Wire wire(Duration connect) {
    Wire usual = wire();
    return new Wire(usual.version(), usual.tls(), connect);
  }

  /** Whether any answer is asked for as a stream of events. */
  public boolean streams() {
    return source().streams();
  }

  /** Headers for the target that belong to no request, such as its credentials; secrets filled. */
  public Map<String, String> headers() {
    return source().headers();
  }
}
