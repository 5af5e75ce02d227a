package dev.tidemark.experiment;

/**
 * Bodies that a target must refuse: the good one cut short, so that whatever reads it as JSON or as
 * a form fails, at a place that differs from request to request.
 */
public final class BadBodies {
  private static final String NEITHER = "{\"tidemark\": not json, request ";

  private BadBodies() {}

  /**
   * The bad body of a request.
   *
   * @param good the body that it would have; may be empty
   */
  public static String of(String good, long index) {
    if (good.length() < 8) {
      return NEITHER + index;
    }
    int tenths = 3 + (int) (index % 6);
    return good.substring(0, good.length() * tenths / 10);
  }
}
