package dev.tidemark.reports;

import dev.tidemark.model.Range;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SeriesVerdict;
import dev.tidemark.model.SlopeEstimate;
import dev.tidemark.model.Suspect;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The wording that every output shares: one figure reads the same wherever it stands. */
final class Phrases {
  private static final double YEAR_SECONDS = 365.25 * 86_400;
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Phrases() {}

  /**
   * The series that tells the target's verdict: the first convicting one that carries it, the live
   * set before others; else the primary one.
   */
  static Optional<SeriesVerdict> telling(TargetVerdict target) {
    Verdict.Kind kind = target.verdict().kind();
    Optional<SeriesVerdict> primary = target.primary();
    if (primary.filter(series -> series.verdict().kind() == kind).isPresent()) {
      return primary;
    }
    return target.series().stream()
        .filter(series -> series.kind().convicts() && series.verdict().kind() == kind)
        .findFirst()
        .or(() -> primary);
  }

  /** {@code +83.1 KiB per request}. */
  static String growth(SeriesVerdict series, SlopeEstimate slope) {
    return growth(series.unit(), slope) + noun(series) + " per request";
  }

  /** {@code +83.1 KiB}. */
  static String growth(Unit unit, SlopeEstimate slope) {
    return magnitude(unit, slope).signed(slope.perRequest());
  }

  /** {@code 82.9 .. 83.3 KiB, 95%}. */
  static String interval(Unit unit, SlopeEstimate slope) {
    Magnitude magnitude = magnitude(unit, slope);
    return magnitude.number(slope.interval().low())
        + " .. "
        + magnitude.number(slope.interval().high())
        + magnitude.suffix()
        + ", "
        + percent(slope.interval().level());
  }

  /** An amount per request in the words of its series: {@code 62 B}, {@code 0.004 threads}. */
  static String amount(SeriesVerdict series, double value) {
    if (series.unit() != Unit.COUNT) {
      return series.unit().format(value);
    }
    String number = Magnitude.of(Unit.COUNT, value, value, value).number(value);
    return (number.contains(".") ? number.replaceAll("\\.?0+$", "") : number) + noun(series);
  }

  /** What was ruled out: {@code no leak of 62 B per request or more (asked: 100 B)}. */
  static String ruledOut(SeriesVerdict series) {
    String asked = amount(series, series.sensitivity());
    return series.reached().isPresent()
        ? "no leak of "
            + amount(series, series.reached().getAsDouble())
            + per(series)
            + " or more (asked: "
            + asked
            + ")"
        : "no leak size could be ruled out (asked: " + asked + per(series) + ")";
  }

  /** A recording that counts no requests has its figures per hour. */
  private static String per(SeriesVerdict series) {
    return series.slope().isEmpty() && series.rates().perHour().isPresent()
        ? " per hour"
        : " per request";
  }

  /** {@code 880 .. 900 requests}. */
  static String requests(Range range) {
    String low = count(range.low());
    if (Double.isInfinite(range.high())) {
      return low + " requests or more";
    }
    String high = count(range.high());
    return low.equals(high) ? low + " requests" : low + " .. " + high + " requests";
  }

  /** {@code 9 .. 10 s}, {@code 2 h 10 min .. 2 h 40 min}. */
  static String time(Range seconds) {
    String low = time(seconds.low());
    if (Double.isInfinite(seconds.high())) {
      return low + " or more";
    }
    String high = time(seconds.high());
    if (low.equals(high)) {
      return low;
    }
    int unit = low.lastIndexOf(' ');
    boolean sameUnit = low.indexOf(' ') == unit && high.indexOf(' ') == high.lastIndexOf(' ');
    return sameUnit && high.endsWith(low.substring(unit))
        ? low.substring(0, unit) + " .. " + high
        : low + " .. " + high;
  }

  private static String time(double seconds) {
    if (seconds < 5) {
      return String.format(Locale.ROOT, "%.1f s", seconds).replace(".0 ", " ");
    }
    if (seconds < 120) {
      return Math.round(seconds) + " s";
    }
    long minutes = Math.round(seconds / 60);
    if (minutes < 120) {
      return minutes + " min";
    }
    if (minutes < 2 * 1440) {
      return minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
    return seconds < 2 * YEAR_SECONDS
        ? String.format(Locale.ROOT, "%,d d", Math.round(seconds / 86_400))
        : String.format(Locale.ROOT, "%,d years", Math.round(seconds / YEAR_SECONDS));
  }

  /** {@code 95/s}. */
  static String rate(double perSecond) {
    String number =
        perSecond >= 10
            ? count(perSecond)
            : String.format(Locale.ROOT, perSecond >= 1 ? "%.1f" : "%.2f", perSecond);
    return number + "/s";
  }

  /** {@code +1.000 per request}; nothing where requests do not drive it. */
  static String perRequest(Suspect suspect) {
    return suspect.perRequest() == 0 && suspect.bytesPerRequest() == 0
        ? ""
        : String.format(Locale.ROOT, "%+.3f per request", suspect.perRequest());
  }

  static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String count(double value) {
    return String.format(Locale.ROOT, "%,d", Math.round(value));
  }

  /** {@code 2026-03-01 12:00:00 UTC}: the same in every time zone. */
  static String moment(Instant at) {
    return MOMENT.format(at);
  }

  /** A reason as a sentence: it begins with a capital and ends with a full stop. */
  static String sentence(String reason) {
    String text = reason.strip();
    if (text.isEmpty()) {
      return text;
    }
    String begun = begun(text);
    return begun.matches("(?s).*[.!?…]") ? begun : begun + ".";
  }

  /** A text that is not empty, beginning with a capital. */
  static String begun(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  /** What the gate says, in words. */
  static String gate(RunVerdict verdict) {
    return switch (verdict.gate()) {
      case PASS -> "pass";
      case WARN -> "pass, with a warning";
      case FAIL -> "fail (exit code " + verdict.exit() + ")";
    };
  }

  /** Whether verdicts were declared, and every one of them came. */
  static boolean allAsExpected(RunVerdict verdict) {
    return verdict.targets().stream().anyMatch(target -> target.expected().isPresent())
        && verdict.targets().stream().allMatch(TargetVerdict::asExpected);
  }

  private static String percent(double level) {
    return String.format(Locale.ROOT, "%.1f%%", level * 100).replace(".0%", "%");
  }

  private static Magnitude magnitude(Unit unit, SlopeEstimate slope) {
    double low = slope.interval().low();
    double high = slope.interval().high();
    double largest = Math.max(finite(slope.perRequest()), Math.max(finite(low), finite(high)));
    return Magnitude.of(unit, largest, low, high);
  }

  private static double finite(double value) {
    return Double.isFinite(value) ? Math.abs(value) : 0;
  }

  private static String noun(SeriesVerdict series) {
    if (series.unit() != Unit.COUNT) {
      return "";
    }
    return switch (series.kind()) {
      case ENTRIES, BOUNDED -> " entries";
      case THREADS -> " threads";
      case DESCRIPTORS -> " descriptors";
      case CLASSES -> " classes";
      case LIVE_SET, BYTES, NATIVE, RESIDENT, INDIRECT, SHOWN -> "";
    };
  }

  /** What a series measures, for a heading. */
  static String title(SeriesVerdict series) {
    return switch (series.kind()) {
      case LIVE_SET -> "Live set after full collection";
      case THREADS -> "Threads";
      case DESCRIPTORS -> "File descriptors";
      case CLASSES -> "Loaded classes";
      case RESIDENT -> "Resident memory";
      case NATIVE -> "Native memory";
      case BYTES, ENTRIES, BOUNDED, INDIRECT, SHOWN -> series.name();
    };
  }
}
