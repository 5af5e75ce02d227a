package dev.tidemark.config;

import dev.tidemark.model.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * One target of a run.
 *
 * @param url scheme, host and port; no path
 * @param launch the command that starts it, where the run is to do that
 * @param expected the verdict that makes this arm pass, where one was declared
 */
public record ArmConfig(
    String name,
    URI url,
    List<ProbeSpec> probes,
    Optional<String> launch,
    Optional<Verdict.Kind> expected) {
  public ArmConfig {
    probes = List.copyOf(probes);
  }

  /** A target that runs already. */
  public ArmConfig(String name, URI url, List<ProbeSpec> probes, Optional<Verdict.Kind> expected) {
    this(name, url, probes, Optional.empty(), expected);
  }
}
