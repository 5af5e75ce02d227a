package dev.tidemark.model;

/**
 * What a target runs out of before the memory under its limit.
 *
 * @param limit the most that it may have at once, in pieces or bytes
 */
public record ScarceResource(Kind kind, long limit) {
  public enum Kind {
    DESCRIPTORS,
    DIRECT_MEMORY
  }
}
