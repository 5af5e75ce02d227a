package dev.tidemark.model;

/**
 * Who holds the memory.
 *
 * @param kind {@code class}, {@code direct-buffer}, {@code thread}, {@code descriptor}, {@code
 *     class-loader}, {@code holder}, {@code site}
 * @param name the class name or the like
 * @param perRequest instances gained per request
 * @param bytesPerRequest shallow bytes gained per request
 * @param exact whether the count grew by the same whole number with every request of every round
 */
public record Suspect(
    String kind,
    String name,
    double perRequest,
    double bytesPerRequest,
    boolean exact,
    String evidence,
    String advice) {}
