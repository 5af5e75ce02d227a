package dev.tidemark.experiment;

import dev.tidemark.model.Reading;
import dev.tidemark.probe.Capabilities;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Probe;
import dev.tidemark.probe.ReadRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Watches a target that this process started, and ends it when it is closed. */
final class LaunchProbe implements Probe {
  static final String NAME = "launch";

  private final LaunchedTarget target;
  private final Clocks clocks;

  LaunchProbe(LaunchedTarget target, Clocks clocks) {
    this.target = target;
    this.clocks = clocks;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Capabilities capabilities() {
    return Capabilities.NUMBERS_ONLY;
  }

  @Override
  public Reading read(ReadRequest request) {
    Optional<String> trouble = target.trouble();
    return trouble.isPresent()
        ? new Reading.Missed(trouble.get(), true)
        : new Reading.Measured(
            clocks.monotonic().nanos(), clocks.wall().instant(), List.of(), Map.of());
  }

  @Override
  public void close() {
    target.close();
  }
}
