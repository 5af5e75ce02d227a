package dev.tidemark.model;

/**
 * A memory limit that is enough for a service that does not leak.
 *
 * @param rule how it follows from what was measured, in one line
 */
public record RecommendedLimit(ByteSize size, String rule) {}
