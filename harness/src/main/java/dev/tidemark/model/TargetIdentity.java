package dev.tidemark.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which process was judged.
 *
 * @param name the arm's name
 * @param url what traffic was aimed at, without credentials
 * @param runtime such as {@code OpenJDK 64-Bit Server VM 17.0.15, G1}; empty where unknown
 * @param flags the runtime's own flags, without anything that looks like a secret
 */
public record TargetIdentity(
    String name,
    String url,
    OptionalLong pid,
    String runtime,
    List<String> flags,
    Optional<Instant> startedAt,
    Optional<Limit> limit,
    Optional<Verdict.Kind> expected) {
  public TargetIdentity {
    flags = List.copyOf(flags);
  }
}
