package dev.tidemark.reports;

import dev.tidemark.model.Unit;
import java.util.Locale;

/**
 * A unit with a prefix and a number of decimals that several figures share, so that they can be
 * compared at sight: {@code 82.9 .. 83.3 KiB}.
 */
record Magnitude(String suffix, double divisor, int decimals) {
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};
  private static final int MORE_DECIMALS = 2;
  private static final double NOTHING = 1e-9;

  /** A magnitude in which {@code largest} has three digits, and low and high differ if they can. */
  static Magnitude of(Unit unit, double largest, double low, double high) {
    Magnitude magnitude = of(unit, Math.abs(largest));
    for (int more = 0; more < MORE_DECIMALS && low < high && Math.abs(largest) >= NOTHING; more++) {
      if (!magnitude.number(low).equals(magnitude.number(high))) {
        break;
      }
      magnitude = new Magnitude(magnitude.suffix, magnitude.divisor, magnitude.decimals + 1);
    }
    return magnitude;
  }

  private static Magnitude of(Unit unit, double largest) {
    if (unit == Unit.NANOSECONDS) {
      return new Magnitude(" ms", 1e6, digits(largest / 1e6));
    }
    if (unit == Unit.COUNT) {
      return new Magnitude("", 1, Math.max(largest >= 0.1 ? 3 : 0, digits(largest)));
    }
    int power = 0;
    double value = largest;
    while (value >= 1024 && power < BINARY.length - 1) {
      value /= 1024;
      power++;
    }
    return new Magnitude(" " + BINARY[power], Math.pow(1024, power), digits(value));
  }

  private static int digits(double value) {
    if (value >= 100) {
      return 0;
    }
    if (value >= 10) {
      return 1;
    }
    if (value >= 0.1) {
      return 2;
    }
    return value < NOTHING ? 0 : (int) Math.min(9, Math.ceil(-Math.log10(value)) + 1);
  }

  /** The number alone, without its unit; zero never has a sign. */
  String number(double value) {
    if (!Double.isFinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value / divisor);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** The number with its sign and unit, such as {@code +83.1 KiB}. */
  String signed(double value) {
    String text = number(value);
    return (text.startsWith("-") || Double.parseDouble(text) == 0 ? "" : "+") + text + suffix;
  }
}
