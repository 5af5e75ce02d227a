package dev.tidemark.accuracy;

import dev.tidemark.stats.FloorDecision;
import dev.tidemark.stats.FloorTest;
import dev.tidemark.stats.Settings;
import java.util.Optional;

/** One look by this project's test and by its peers at the same 60 readings. */
@SuppressWarnings("EnumOrdinal")
record PeersLook(Zoo kind, double size) implements Cell {
  private static final int ROUNDS = 60;

  @Override
  public String name() {
    return "peers/" + kind;
  }

  @Override
  public Truth truth() {
    return kind.truth();
  }

  @Override
  public boolean inScope() {
    return truth() != Truth.UNDECIDABLE;
  }

  @Override
  public boolean constantSlope() {
    return kind.constantSlope();
  }

  @Override
  public boolean promised() {
    return false;
  }

  @Override
  public Answer run(int number) {
    double unit = Scale.unit(ROUNDS) * kind.gauge().coarseness();
    Target target = kind.draw(random(number), Zoo.Course.ofRounds(ROUNDS, size * unit));
    double[] x = target.requests();
    double[] y = target.readings();
    FloorDecision decision =
        FloorTest.of(Settings.atDelta(FloorTest.DETECTABLE * unit)).decide(x, y);
    boolean[] flagged = new boolean[Peer.values().length];
    for (Peer peer : Peer.values()) {
      flagged[peer.ordinal()] = peer.flags(x, y);
    }
    return new Answer(
        SingleLook.kind(decision.outcome()),
        Optional.empty(),
        ROUNDS * Scale.REQUESTS,
        Optional.empty(),
        Optional.empty(),
        flagged);
  }
}
