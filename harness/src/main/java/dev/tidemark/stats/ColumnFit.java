package dev.tidemark.stats;

import java.util.Arrays;
import java.util.Optional;

/**
 * A linear regression of readings on columns of one's own, whose errors follow a first-order
 * autoregression.
 *
 * <p>Idea: ordinary least squares first; the lag-1 correlation of its residuals, corrected for the
 * number of columns and, unless negative, raised by one standard error, to err on the safe side;
 * then Prais and Winsten's transformation (1954) with it. The error of a coefficient is the larger
 * one of that of the model, and of one that holds whatever the variances and the lag-1 correlation
 * of what is left (Newey and West, 1987, with one lag). Rows in the order of time.
 */
public final class ColumnFit {
  /** Beyond this the columns cannot be told apart (Belsley, Kuh and Welsch, 1980). */
  public static final double IDENTIFIABLE = 30;

  private static final double HIGHEST = 0.97;

  /** Differences of independent readings have this correlation, which is the lowest believed. */
  private static final double LOWEST_OF_DIFFERENCES = -0.5;

  private final double[] coefficients;
  private final double[] errors;
  private final double[] residuals;
  private final double variance;
  private final int degrees;

  private ColumnFit(
      double[] coefficients, double[] errors, double[] residuals, double variance, int degrees) {
    this.coefficients = coefficients;
    this.errors = errors;
    this.residuals = residuals;
    this.variance = variance;
    this.degrees = degrees;
  }

  /**
   * Readings on columns, of which one may be constant.
   *
   * @return nothing where the columns are dependent, or the rows too few
   */
  public static Optional<ColumnFit> ofLevels(double[][] rows, double[] y) {
    return of(rows, y, 0);
  }

  /** Differences between readings on differences of columns. */
  public static Optional<ColumnFit> ofDifferences(double[][] rows, double[] y) {
    return of(rows, y, LOWEST_OF_DIFFERENCES);
  }

  private static Optional<ColumnFit> of(double[][] rows, double[] y, double leastCorrelation) {
    if (rows.length != y.length) {
      throw new IllegalArgumentException(rows.length + " rows and " + y.length + " readings");
    }
    int columns = rows.length == 0 ? 0 : rows[0].length;
    if (columns == 0 || rows.length < columns + 4) {
      return Optional.empty();
    }
    return fit(rows, y, 0, Noise.rounding(y))
        .flatMap(
            plain ->
                fit(
                    rows,
                    y,
                    correlation(plain.residuals, columns, leastCorrelation),
                    Noise.leastBeside(y, plain.residuals)));
  }

  private static Optional<ColumnFit> fit(
      double[][] rows, double[] y, double correlation, double least) {
    int columns = rows[0].length;
    double[][] normal = new double[columns][columns];
    double[] moments = new double[columns];
    for (int i = 0; i < y.length; i++) {
      double[] row = independent(rows, i, correlation);
      double value = independent(y, i, correlation);
      for (int j = 0; j < columns; j++) {
        moments[j] += row[j] * value;
        for (int k = 0; k <= j; k++) {
          normal[j][k] += row[j] * row[k];
        }
      }
    }
    return SymmetricInverse.of(normal)
        .map(inverse -> solved(rows, y, correlation, least, inverse, moments));
  }

  private static ColumnFit solved(
      double[][] rows,
      double[] y,
      double correlation,
      double least,
      double[][] inverse,
      double[] moments) {
    double[] coefficients = new double[moments.length];
    for (int j = 0; j < moments.length; j++) {
      coefficients[j] = product(inverse[j], moments);
    }
    double[] residuals = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      residuals[i] = y[i] - product(rows[i], coefficients);
    }
    double squares = 0;
    double[][] scores = new double[y.length][];
    for (int i = 0; i < y.length; i++) {
      double error = independent(residuals, i, correlation);
      squares += error * error;
      scores[i] = independent(rows, i, correlation);
      for (int j = 0; j < moments.length; j++) {
        scores[i][j] *= error;
      }
    }
    int degrees = y.length - moments.length;
    double variance = Math.max(squares / degrees, least * least);
    double[] errors = new double[moments.length];
    for (int j = 0; j < errors.length; j++) {
      double robust = robust(inverse[j], scores) * y.length / degrees;
      errors[j] = Math.sqrt(Math.max(0, Math.max(variance * inverse[j][j], robust)));
    }
    return new ColumnFit(coefficients, errors, residuals, variance, degrees);
  }

  /** The variance of a coefficient whatever the errors' own variances and lag-1 correlation. */
  private static double robust(double[] inverse, double[][] scores) {
    double sum = 0;
    double before = 0;
    for (int i = 0; i < scores.length; i++) {
      double now = product(inverse, scores[i]);
      sum += now * now + (i > 0 ? now * before : 0);
      before = now;
    }
    return sum;
  }

  private static double[] independent(double[][] rows, int i, double correlation) {
    double[] row = new double[rows[i].length];
    for (int j = 0; j < row.length; j++) {
      row[j] =
          i == 0
              ? Math.sqrt(1 - correlation * correlation) * rows[0][j]
              : rows[i][j] - correlation * rows[i - 1][j];
    }
    return row;
  }

  private static double independent(double[] values, int i, double correlation) {
    return i == 0
        ? Math.sqrt(1 - correlation * correlation) * values[0]
        : values[i] - correlation * values[i - 1];
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double correlation(double[] residuals, int columns, double least) {
    int n = residuals.length;
    double corrected =
        (n * Autocorrelation.plain(residuals) + columns) / Math.max(1, n - columns - 2);
    double clamped = Math.min(Math.max(corrected, least), HIGHEST);
    return clamped < 0
        ? clamped
        : Math.min(HIGHEST, clamped + Math.sqrt((1 - clamped * clamped) / n));
  }

  public double estimate(int column) {
    return coefficients[column];
  }

  public double error(int column) {
    return errors[column];
  }

  /** The one-sided lower bound at level alpha. */
  public double lower(int column, double alpha) {
    return estimate(column) - StudentT.exceededWith(alpha, degrees) * error(column);
  }

  /** The one-sided upper bound at level alpha. */
  public double upper(int column, double alpha) {
    return estimate(column) + StudentT.exceededWith(alpha, degrees) * error(column);
  }

  /** The standard deviation that the columns leave unexplained. */
  public double deviation() {
    return Math.sqrt(variance);
  }

  /** What the columns leave unexplained of each reading. */
  public double[] residuals() {
    return residuals.clone();
  }

  /**
   * The condition number of the columns, each scaled to length 1; infinite where one is zero or
   * they depend on each other exactly.
   */
  public static double condition(double[][] rows) {
    int columns = rows[0].length;
    double[][] gram = new double[columns][columns];
    for (double[] row : rows) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < columns; k++) {
          gram[j][k] += row[j] * row[k];
        }
      }
    }
    double[] scale = new double[columns];
    for (int j = 0; j < columns; j++) {
      scale[j] = Math.sqrt(gram[j][j]);
      if (!(scale[j] > 0)) {
        return Double.POSITIVE_INFINITY;
      }
    }
    for (int j = 0; j < columns; j++) {
      for (int k = 0; k < columns; k++) {
        gram[j][k] /= scale[j] * scale[k];
      }
    }
    double[] values = Eigenvalues.of(gram);
    Arrays.sort(values);
    return values[0] > 0 ? Math.sqrt(values[columns - 1] / values[0]) : Double.POSITIVE_INFINITY;
  }
}
