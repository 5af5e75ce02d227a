package dev.tidemark.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was asked and found when a run began.
 *
 * @param run the folder's name, unique
 * @param version of Tidemark
 * @param commit of the working directory, where it is a git checkout
 * @param simulation the simulation class that drove the traffic
 */
public record RunManifest(
    int schema,
    String run,
    Instant startedAt,
    String version,
    Optional<String> commit,
    String simulation,
    long seed,
    Plan plan,
    List<TargetIdentity> targets) {
  public static final int SCHEMA = 1;

  public RunManifest {
    targets = List.copyOf(targets);
  }
}
