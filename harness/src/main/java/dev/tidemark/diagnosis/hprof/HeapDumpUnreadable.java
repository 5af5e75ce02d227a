package dev.tidemark.diagnosis.hprof;

import java.io.IOException;

/**
 * A file that is no whole heap dump; the message is one line that follows the file's name: what is
 * wrong, where, what to do.
 */
public final class HeapDumpUnreadable extends IOException {
  private static final long serialVersionUID = 1L;

  HeapDumpUnreadable(String message) {
    super(message);
  }

  static HeapDumpUnreadable cutShort(long position, long size) {
    return new HeapDumpUnreadable(
        String.format(
            java.util.Locale.ROOT,
            "is a heap dump that was cut short: what begins before byte %,d goes on beyond its end"
                + " at %,d; wait until it is written, or take it again",
            position,
            size));
  }

  /** The message as the end of a sentence that begins with the file's name. */
  public String complaint() {
    return String.valueOf(getMessage());
  }
}
