package dev.tidemark.recording;

/** The kinds of recordings that can be read. */
public enum Format {
  CSV("CSV file"),
  GC_LOG("GC log"),
  JFR("JFR recording"),
  PROMETHEUS("Prometheus range query");

  private final String title;

  Format(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }
}
