package dev.tidemark.experiment;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.TargetIdentity;
import dev.tidemark.model.Verdict;
import java.net.URI;
import java.util.Optional;

/** One target while its run is under way: what the load generator needs to know of it. */
public final class Arm {
  private final ArmConfig config;
  private final Gate gate;
  private Optional<MemorySample> firstFloor = Optional.empty();
  private Optional<MemorySample> lastFloor = Optional.empty();
  private long endedAtFirstFloor;
  private volatile boolean decided;

  Arm(ArmConfig config, Traffic traffic) {
    this.config = config;
    this.gate = new Gate(SentByRoute.of(traffic), new Pace(traffic::due));
  }

  public String name() {
    return config.name();
  }

  public URI url() {
    return config.url();
  }

  public Gate gate() {
    return gate;
  }

  ArmConfig config() {
    return config;
  }

  boolean decided() {
    return decided;
  }

  void decide() {
    decided = true;
    gate.end();
  }

  /** Remembers a floor of the live set for the progress line; the first rounds are warming up. */
  void remember(Optional<MemorySample> live, int round) {
    if (round <= 3 && live.isPresent()) {
      firstFloor = live;
      endedAtFirstFloor = gate.counts().ended();
    }
    lastFloor = live.isPresent() ? live : lastFloor;
  }

  /** Such as {@code leaky 33.5 MiB +84.1 KiB/req}. */
  String belief() {
    if (lastFloor.isEmpty()) {
      return name() + " no floor";
    }
    MemorySample last = lastFloor.get();
    long requests = gate.counts().ended() - endedAtFirstFloor;
    String growth = "";
    if (firstFloor.isPresent() && requests > 0) {
      double slope = (last.value() - firstFloor.get().value()) / requests;
      growth = " " + (slope >= 0 ? "+" : "") + last.unit().format(Math.rint(slope)) + "/req";
    }
    return name() + " " + last.unit().format(last.value()) + growth;
  }

  /** The identity of a target of which nothing but its address is known. */
  TargetIdentity addressOnly(Optional<Verdict.Kind> expected) {
    return new TargetIdentity(
        name(),
        url().toString(),
        java.util.OptionalLong.empty(),
        "",
        java.util.List.of(),
        Optional.empty(),
        Optional.empty(),
        expected);
  }
}
