package dev.tidemark.model;

/** What a measured number counts; the code is that of OpenTelemetry (UCUM). */
public enum Unit {
  BYTES("By"),
  COUNT("{count}"),
  NANOSECONDS("ns");

  private final String code;

  Unit(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  /** The unit with this code; an unknown code is a plain count. */
  public static Unit ofCode(String code) {
    for (Unit unit : values()) {
      if (unit.code.equals(code)) {
        return unit;
      }
    }
    return COUNT;
  }

  /** A value of this unit for people, such as {@code 12.3 MiB} or {@code 41}. */
  public String format(double value) {
    return switch (this) {
      case BYTES -> ByteSize.format(value);
      case NANOSECONDS -> String.format(java.util.Locale.ROOT, "%.1f ms", value / 1e6);
      case COUNT ->
          value == Math.rint(value) && Math.abs(value) < 1e15
              ? String.format(java.util.Locale.ROOT, "%,d", (long) value)
              : String.format(java.util.Locale.ROOT, "%.3f", value);
    };
  }
}
