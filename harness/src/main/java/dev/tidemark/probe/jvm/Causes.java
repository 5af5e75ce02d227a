package dev.tidemark.probe.jvm;

import java.net.ConnectException;
import org.jspecify.annotations.Nullable;

/** Looks into the causes of what a foreign library threw. */
final class Causes {
  private static final int DEEPEST = 20;

  private Causes() {}

  static boolean mentions(Throwable thrown, String words) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (String.valueOf(cause.getMessage()).contains(words)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  static boolean include(Throwable thrown, Class<? extends Throwable> kind) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (kind.isInstance(cause)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Whether nobody listened. */
  static boolean refused(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (cause instanceof ConnectException
          && String.valueOf(cause.getMessage()).contains("refused")) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** The innermost cause in one line. */
  static String words(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Throwable next = cause.getCause();
      if (next == null) {
        break;
      }
      cause = next;
    }
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null || message.isBlank()
        ? name
        : name + ": " + message.strip().lines().findFirst().orElse("");
  }
}
