package dev.tidemark.stats;

/**
 * What a floor test is asked for.
 *
 * @param delta the slope that must not be missed, in the unit of y per unit of x
 * @param alphaLeak level of the leak test, already divided by looks and series
 * @param alphaPlateau level of the plateau test, already divided by looks and series
 * @param mayDecidePlateau whether the run is long enough for absence to be shown
 */
public record Settings(
    double delta, double alphaLeak, double alphaPlateau, boolean mayDecidePlateau) {
  /** Level of the leak test for a whole run. */
  public static final double ALPHA_LEAK = 5e-4;

  /** Level of the plateau test for a whole run. */
  public static final double ALPHA_PLATEAU = 2.5e-5;

  public Settings {
    if (!(delta > 0)) {
      throw new IllegalArgumentException(
          "delta " + delta + " must be positive: the growth that must not be missed");
    }
    if (!(alphaLeak > 0 && alphaLeak < 0.5 && alphaPlateau > 0 && alphaPlateau < 0.5)) {
      throw new IllegalArgumentException(
          "levels " + alphaLeak + " and " + alphaPlateau + " must lie between 0 and 0.5");
    }
  }

  /** The published levels, for one look at one series. */
  public static Settings atDelta(double delta) {
    return new Settings(delta, ALPHA_LEAK, ALPHA_PLATEAU, true);
  }

  /** The same with both levels shared by so many tests. */
  public Settings sharedBy(int tests) {
    if (tests < 1) {
      throw new IllegalArgumentException(tests + " tests cannot share a level; pass at least 1");
    }
    return new Settings(delta, alphaLeak / tests, alphaPlateau / tests, mayDecidePlateau);
  }

  public Settings withoutPlateau() {
    return new Settings(delta, alphaLeak, alphaPlateau, false);
  }
}
