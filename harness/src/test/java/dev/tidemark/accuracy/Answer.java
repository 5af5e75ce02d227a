package dev.tidemark.accuracy;

import dev.tidemark.model.Verdict;
import java.util.Optional;

/**
 * What one run showed.
 *
 * @param interval of the slope, against its truth; empty where the slope has no one truth
 * @param requests until the decision, or all where there was none or a wrong one
 * @param reference what the reference rule said, and when; empty where it was not asked
 * @param convictable the growth that was printed as such, where it is what is looked at
 * @param flagged by each of the peers, in their order
 */
@SuppressWarnings("ArrayRecordComponent")
record Answer(
    Verdict.Kind kind,
    Optional<Interval> interval,
    double requests,
    Optional<Reference> reference,
    Optional<Convictable> convictable,
    boolean[] flagged) {
  static final boolean[] NO_PEERS = {};
  private static final Oracle ORACLE = new Oracle();

  /**
   * @param covers whether it holds the true slope
   * @param width times that of the oracle's who knows curve and correlation
   * @param byCurve times that of the oracle's who knows the curve
   */
  record Interval(boolean covers, double width, double byCurve) {
    static Interval of(double low, double high, Target target, int readings) {
      double truth = target.growth(readings);
      return new Interval(
          low <= truth && truth <= high,
          (high - low) / ORACLE.width(target, readings),
          (high - low) / ORACLE.widthByCurve(target, readings));
    }
  }

  /**
   * @param units in units of the standard error of a slope where errors are independent
   * @param errors in standard errors of the slope of an oracle who knows curve and correlation
   * @param ofReference what the reference rule prints, in such units
   * @param again 1 where another run finds it, too, 0 where not
   */
  record Convictable(double units, double errors, double ofReference, double again) {
    static Convictable of(
        double growth, double ofReference, double unit, Target target, boolean again) {
      return new Convictable(
          growth / unit,
          growth / ORACLE.error(target, target.readings().length),
          ofReference / unit,
          again ? 1 : 0);
    }
  }

  record Reference(Verdict.Kind kind, double requests) {}
}
