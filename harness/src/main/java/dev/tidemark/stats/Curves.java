package dev.tidemark.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * The curves that a run may follow, as columns of a regression in which the slope at the end of the
 * run is a coefficient of its own.
 *
 * <p>All have a level, x, and the waves found. Each has at most one shape besides: another slope
 * until a knee, a warm-up that decays, a level that is given up for longer, a start of its own
 * level and slope, a level shift in the first part, where none is looked for, or a slope that rises
 * all along as that of a power of x does; and each comes without level shifts, with the clearest of
 * those found, with the two clearest, and so on: what correlates shows shifts where none are. Knees
 * and decay times are tried on a grid, and the best of each once more between its neighbours, with
 * a column for what the parameter's own error does (a derivative).
 */
final class Curves {
  private static final double[] KNEES = {
    0.04, 0.08, 0.12, 0.16, 0.2, 0.25, 0.3, 0.36, 0.42, 0.48, 0.54, 0.6, 0.66, 0.72
  };
  private static final double[] WARM_UPS = {0.02, 0.04, 0.07, 0.11, 0.17};
  private static final double[] FREE_STARTS = {0.06, 0.15};

  /** Times in which a level that is given up falls to 1/e... */
  private static final double[] FALLS = {0.17, 0.22, 0.28, 0.36, 0.5, 0.7};

  /**
   * ...how many times as likely each is as a warm-up, where readings surely fall like this one...
   */
  private static final double LIKELY = 4;

  private static final double USUAL_FALL = 0.28;

  /** ...by so many standard errors beside a line. */
  private static final double SURELY = 3;

  /** The prior probability of a straight line; the shapes have the rest. */
  private static final double LINE = 0.95;

  /** What the best knee, warm-up and early shift have of the shapes' probability, each. */
  private static final double BEST = 0.27;

  /** The powers of a slope that rises all along, and what they have of that, together. */
  private static final double[] POWERS = {1.5, 2, 3};

  private static final double POWER = 0.1;

  /** The power that is among the few. */
  private static final double SQUARE = 2;

  /** An early level shift lies in this first share of a run. */
  private static final double EARLY = 0.25;

  /** How many times half log n a level shift costs: its place was chosen among all. */
  private static final double SHIFT = 3.4;

  /** A run seldom changes its pace for good after this share of it... */
  private static final double SETTLED = 0.3;

  /** ...and so much less often than before. */
  private static final double SELDOM = 0.1;

  private static final int REFINEMENTS = 10;
  private static final int Y = 0;
  private static final int X = 1;

  private final double[] x;
  private final List<double[]> columns = new ArrayList<>();
  private final int[] shared;
  private final int[] steps;

  /** The columns that all curves may have, and a place for one more. */
  private final double[][] withShape;

  /** Their products. */
  private final double[][] common;

  /** All of these columns with the shape's before them, the slope that of x... */
  private final int[] shapeFirst;

  /** ...and after all but y, the slope its own. */
  private final int[] shapeLast;

  private final SlopeFits ofShape;
  private final List<Curve> all = new ArrayList<>();
  private final List<Curve> few = new ArrayList<>();

  private final int[][] partners;
  private final int[][] partnersOfFew;

  /** One curve. */
  static final class Curve {
    private final int[] columns;
    private final int own;
    private final int shifts;
    private final double logPrior;

    private Curve(int[] columns, int own, int shifts, double logPrior) {
      this.columns = columns;
      this.own = own;
      this.shifts = shifts;
      this.logPrior = logPrior;
    }

    /** In order: those that all have, its own, x, y. */
    int[] columns() {
      return columns;
    }

    /** How many columns are its own. */
    int own() {
      return own;
    }

    /** How many of the level shifts found it has, the clearest. */
    int shifts() {
      return shifts;
    }

    /** The logarithm of its prior probability. */
    double logPrior() {
      return logPrior;
    }
  }

  /**
   * @param x from 0 to 1
   * @param steps indices where a new level starts, the clearest first
   * @param waves at the places x
   * @param falls whether the readings, of which y may lack a trend, fall at first
   * @param least the least standard deviation that a fit may claim
   */
  Curves(double[] x, double[] y, int[] steps, Waves waves, boolean falls, double least) {
    this.x = x;
    columns.add(y);
    columns.add(x);
    columns.add(new double[x.length]);
    Arrays.fill(columns.get(columns.size() - 1), 1);
    columns.addAll(Arrays.asList(waves.columns()));
    this.shared = IntStream.range(X + 1, columns.size()).toArray();
    this.steps = new int[steps.length];
    for (int k = 0; k < steps.length; k++) {
      double[] shift = new double[x.length];
      Arrays.fill(shift, steps[k], x.length, 1);
      this.steps[k] = columns.size();
      columns.add(shift);
    }
    double[][] ofCommon = columns.toArray(double[][]::new);
    this.common = products(ofCommon);
    int last = ofCommon.length;
    this.withShape = Arrays.copyOf(ofCommon, last + 1);
    this.shapeFirst = IntStream.rangeClosed(0, last).map(k -> last - k).toArray();
    this.shapeLast = IntStream.rangeClosed(0, last).map(k -> last - 1 - k).toArray();
    shapeLast[last - 1] = last;
    shapeLast[last] = Y;
    this.ofShape = SlopeFits.of(common, x.length, least);
    Shapes shapes = new Shapes(x);
    double each =
        (1 - 3 * BEST - POWER) * (1 - LINE) / (KNEES.length + WARM_UPS.length + FREE_STARTS.length);
    few.addAll(addCurves(LINE));
    addFamily(KNEES, each, Curves::belief, shapes::slopeUntil, shapes::levelUntil);
    addFamily(WARM_UPS, each, Curves::belief, shapes::decay, shapes::decayByTime);
    if (falls && surelyHas(shapes.decay(USUAL_FALL))) {
      addFamily(FALLS, LIKELY * each, time -> 1, shapes::decay, shapes::decayByTime);
    }
    for (double knee : FREE_STARTS) {
      addCurves(each, add(shapes.levelUntil(knee)), add(shapes.slopeUntil(knee)));
    }
    few.addAll(addCurves(BEST * (1 - LINE), add(shapes.levelUntil(earlyShift(y)))));
    for (double power : POWERS) {
      double[] rise = shapes.power(power);
      if (rises(rise)) {
        List<Curve> added = addCurves(POWER / POWERS.length * (1 - LINE), add(rise));
        few.addAll(power == SQUARE ? added : List.of());
      }
    }
    this.partners = partners(all);
    this.partnersOfFew = partners(few);
  }

  /** The line first. */
  List<Curve> all() {
    return all;
  }

  /** The straight line, whose columns all have. */
  Curve line() {
    return all.get(0);
  }

  /** The few that tell which kinds of noise are worth a full look, the line first. */
  List<Curve> few() {
    return few;
  }

  List<double[]> columns() {
    return columns;
  }

  /** The columns that stand first in every curve. */
  int[] shared() {
    return shared;
  }

  /** Of every column those up to itself with which it stands in a curve. */
  int[][] partners() {
    return partners;
  }

  /** The same for the few curves alone. */
  int[][] partnersOfFew() {
    return partnersOfFew;
  }

  private static double[][] products(double[][] columns) {
    int count = columns.length;
    double[][] products = new double[count + 1][count + 1];
    for (int j = 0; j < count; j++) {
      Products.of(columns[j], columns, count, products[j]);
    }
    return products;
  }

  private int[][] partners(List<Curve> curves) {
    BitSet[] together = new BitSet[columns.size()];
    Arrays.setAll(together, j -> new BitSet());
    for (Curve curve : curves) {
      BitSet used = new BitSet();
      for (int j : curve.columns()) {
        used.set(j);
      }
      for (int j : curve.columns()) {
        together[j].or(used);
      }
    }
    int[][] partners = new int[together.length][];
    for (int j = 0; j < partners.length; j++) {
      BitSet upToItself = together[j].get(0, j + 1);
      partners[j] = new int[upToItself.cardinality()];
      int next = 0;
      for (int k = 0; k < partners[j].length; k++) {
        partners[j][k] = upToItself.nextSetBit(next);
        next = partners[j][k] + 1;
      }
    }
    return partners;
  }

  private void addFamily(
      double[] grid,
      double each,
      DoubleUnaryOperator belief,
      DoubleFunction<double[]> shape,
      DoubleFunction<double[]> derivative) {
    int best = 0;
    double bestLeft = Double.MAX_VALUE;
    for (int k = 0; k < grid.length; k++) {
      double[] column = shape.apply(grid[k]);
      double left = left(column);
      if (left < bestLeft) {
        best = k;
        bestLeft = left;
      }
      addCurves(each * belief.applyAsDouble(grid[k]), add(column));
    }
    double low = grid[Math.max(0, best - 1)];
    double high = grid[Math.min(grid.length - 1, best + 1)];
    double refined = refined(low, high, shape);
    few.addAll(
        addCurves(
            BEST * (1 - LINE) * belief.applyAsDouble(refined),
            add(shape.apply(refined)),
            add(derivative.apply(refined))));
  }

  /** The level shift at the largest jump in the first part. */
  private double earlyShift(double[] y) {
    int largest = 1;
    for (int k = 2; x[k] < EARLY && k < x.length - 2; k++) {
      if (Math.abs(y[k] - y[k - 1]) > Math.abs(y[largest] - y[largest - 1])) {
        largest = k;
      }
    }
    return x[largest];
  }

  private static double belief(double parameter) {
    return parameter > SETTLED ? SELDOM : 1;
  }

  /** The parameter between two whose shape leaves the least (golden section search). */
  private double refined(double from, double to, DoubleFunction<double[]> shape) {
    double golden = (Math.sqrt(5) - 1) / 2;
    double low = from;
    double high = to;
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double atLeft = left(shape.apply(left));
    double atRight = left(shape.apply(right));
    for (int i = 0; i < REFINEMENTS - 1; i++) {
      if (atLeft < atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - golden * (high - low);
        atLeft = left(shape.apply(left));
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + golden * (high - low);
        atRight = left(shape.apply(right));
      }
    }
    return (atLeft < atRight ? low + right : left + high) / 2;
  }

  /** The sum of squares that a shape leaves at independent noise, beside all steps and waves. */
  private double left(double[] shape) {
    return with(shape, shapeFirst).map(SlopeFit::squares).orElse(Double.MAX_VALUE);
  }

  /** Whether readings have more of a shape than none, beside a line, all steps and waves. */
  private boolean rises(double[] shape) {
    return with(shape, shapeLast).filter(fit -> fit.slope() > 0).isPresent();
  }

  /** Whether they have it as good as surely. */
  private boolean surelyHas(double[] shape) {
    return with(shape, shapeLast).filter(fit -> fit.slope() > SURELY * fit.error()).isPresent();
  }

  /**
   * A fit of the common columns and a shape at independent noise.
   *
   * @param order of the columns, y the last, before it the one whose coefficient is the slope
   */
  private Optional<SlopeFit> with(double[] shape, int[] order) {
    int last = withShape.length - 1;
    withShape[last] = shape;
    Products.of(shape, withShape, last + 1, common[last]);
    for (int k = 0; k < last; k++) {
      common[k][last] = common[last][k];
    }
    return ofShape.fit(order);
  }

  private List<Curve> addCurves(double prior, int... shape) {
    List<Curve> added = new ArrayList<>();
    added.add(curve(Math.log(prior), 0, shape));
    for (int shifts = 1; shifts <= steps.length; shifts++) {
      int[] both = Arrays.copyOf(shape, shape.length + shifts);
      System.arraycopy(steps, 0, both, shape.length, shifts);
      added.add(curve(Math.log(prior) - SHIFT / 2 * shifts * Math.log(x.length), shifts, both));
    }
    return added;
  }

  private Curve curve(double logPrior, int shifts, int[] own) {
    int[] order = Arrays.copyOf(shared, shared.length + own.length + 2);
    System.arraycopy(own, 0, order, shared.length, own.length);
    order[order.length - 2] = X;
    order[order.length - 1] = Y;
    Curve curve = new Curve(order, own.length, shifts, logPrior);
    all.add(curve);
    return curve;
  }

  private int add(double[] column) {
    columns.add(column);
    return columns.size() - 1;
  }
}
