package dev.tidemark.replay;

import java.util.regex.Pattern;

/** The route of a recorded request: its method and path, without what names a single thing. */
final class RoutePattern {
  private static final Pattern OF_ONE_THING =
      Pattern.compile("\\d+|[0-9a-fA-F-]{16,}|[A-Za-z0-9_-]*\\d[A-Za-z0-9_-]{15,}|.{40,}");
  private static final int DEEPEST = 8;

  private RoutePattern() {}

  static String of(RecordedRequest request) {
    String path = request.path();
    int question = path.indexOf('?');
    String[] segments = (question < 0 ? path : path.substring(0, question)).split("/", -1);
    StringBuilder pattern = new StringBuilder(request.method()).append(' ');
    for (int i = 1; i < segments.length; i++) {
      if (i > DEEPEST) {
        return pattern.append("/…").toString();
      }
      pattern
          .append('/')
          .append(OF_ONE_THING.matcher(segments[i]).matches() ? "{id}" : segments[i]);
    }
    return pattern.toString();
  }
}
