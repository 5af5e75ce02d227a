package dev.tidemark.simulations;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Compares what a run counted with what its target did: {@code CountsProof RUN} prints verdict,
 * floors and requests where both are the same at every floor, and fails where they are not.
 */
public final class CountsProof {
  private CountsProof() {}

  public static void main(String[] args) throws IOException {
    Path run = Path.of(args[0]);
    List<Long> floors = GatlingProcess.everyFloorCountsWhatTheTargetServed(run);
    System.out.printf(
        Locale.ROOT,
        "%s | %d | %,d%n",
        GatlingProcess.verdict(run),
        floors.size(),
        floors.get(floors.size() - 1));
  }
}
