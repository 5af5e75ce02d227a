package dev.tidemark.reports;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Figures as JSON can carry them: what is unknown or infinite becomes {@code null}. */
final class JsonNumbers {
  private JsonNumbers() {}

  /** The shortest decimal that is this number, with at least one digit behind the point. */
  static @Nullable BigDecimal decimal(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    return exact.setScale(Math.max(1, exact.scale()));
  }

  static @Nullable BigDecimal decimal(OptionalDouble value) {
    return value.isPresent() ? decimal(value.getAsDouble()) : null;
  }

  static @Nullable Long whole(double value) {
    return Double.isFinite(value) ? Math.round(value) : null;
  }

  static @Nullable Long whole(OptionalDouble value) {
    return value.isPresent() ? whole(value.getAsDouble()) : null;
  }

  /** An ISO-8601 duration: whole seconds from a minute on, milliseconds below. */
  static @Nullable String iso(double seconds) {
    if (!Double.isFinite(seconds)) {
      return null;
    }
    Duration duration =
        Math.abs(seconds) < 60
            ? Duration.ofMillis(Math.round(seconds * 1000))
            : Duration.ofSeconds(Math.round(seconds));
    return duration.toString();
  }
}
