package dev.tidemark.analysis;

import dev.tidemark.model.Series;
import dev.tidemark.stats.Noise;
import java.time.Duration;
import java.util.Arrays;

/**
 * What a few rounds before the experiment tell about it.
 *
 * @param noise standard deviation of one floor reading, in the unit of the series, on the safe side
 * @param requestsPerSecond while the gate is open
 * @param floorCost the time that reading one floor takes
 */
public record Pilot(double noise, double requestsPerSecond, Duration floorCost) {
  private static final double SAFETY = 1.3;
  private static final int FEWEST = 5;

  public Pilot {
    if (!(noise >= 0) || !(requestsPerSecond > 0) || floorCost.isNegative()) {
      throw new IllegalArgumentException(
          "a pilot needs noise of 0 or more, a request rate above 0 and a floor cost of 0 or more: "
              + noise
              + ", "
              + requestsPerSecond
              + ", "
              + floorCost);
    }
  }

  /**
   * The noise of one floor reading: the first third of the pilot is dropped as a warm-up, and of
   * two estimates the larger is taken, and three tenths more.
   *
   * @throws IllegalArgumentException if fewer than five readings are left
   */
  public static double noiseOf(Series floors) {
    int dropped = floors.length() / 3;
    if (floors.length() - dropped < FEWEST) {
      throw new IllegalArgumentException(
          "a pilot of " + floors.length() + " floors is too short; read at least 8");
    }
    double[] x = Arrays.copyOfRange(floors.x(), dropped, floors.length());
    double[] y = Arrays.copyOfRange(floors.y(), dropped, floors.length());
    return SAFETY * Math.max(Noise.robust(y), Noise.aboutLine(x, y));
  }
}
