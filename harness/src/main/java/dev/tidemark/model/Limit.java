package dev.tidemark.model;

/**
 * The memory that the target may use.
 *
 * @param source where the number comes from: {@code -Xmx}, {@code cgroup}, {@code limit}
 */
public record Limit(ByteSize size, String source) {}
