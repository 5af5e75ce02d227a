package dev.tidemark.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of a run by their index, counted from 0. Safe for many threads. */
public interface RequestSource {
  /** The request with this index: the same whenever it is asked for. */
  Outgoing request(long index);

  /** One request of each route, to see whether they are answered. */
  List<Outgoing> trials();

  /**
   * Says that a round of so many requests begins with this index. What was said before stays.
   *
   * @param requests of the round
   */
  default void plan(long first, int requests) {}

  /** The name of the route that the request with this index goes to. */
  String route(long index);

  /** The names of all routes; one where the traffic is of one kind. */
  List<String> routes();

  /** Headers for the target that belong to no request, secrets filled in. */
  Map<String, String> headers();

  /** Whether any answer is asked for as a stream of events. */
  boolean streams();

  /** How long after the first request this one is to be sent; empty: as soon as a user is free. */
  default Optional<Duration> due(long index) {
    return Optional.empty();
  }

  /** What the reader of a report should know of these requests, one line each. */
  default List<String> notes() {
    return List.of();
  }

  /** What else the reader should know after all requests were sent. */
  default List<String> notesAtEnd() {
    return List.of();
  }
}
