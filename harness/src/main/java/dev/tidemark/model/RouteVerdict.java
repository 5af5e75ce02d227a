package dev.tidemark.model;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The verdict on one of several routes of a target: what each request to it leaves behind.
 *
 * @param verdict LEAK, GROWING, INCONCLUSIVE or PLATEAU, with one sentence
 * @param unit of the figures
 * @param requests that the route got
 * @param slope growth per request to this route with its 95% interval; absent where routes could
 *     not be told apart
 * @param reached the smallest growth per request to this route that is ruled out
 */
public record RouteVerdict(
    String route,
    Verdict verdict,
    Unit unit,
    long requests,
    Optional<SlopeEstimate> slope,
    OptionalDouble reached) {}
