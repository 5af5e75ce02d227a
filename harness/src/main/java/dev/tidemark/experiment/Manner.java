package dev.tidemark.experiment;

import java.time.Duration;

/** How one request is to be sent and how it is to end. */
public sealed interface Manner {
  /** The answer is read to its end. */
  record Complete() implements Manner {}

  /**
   * The connection is closed after so many chunks of the answer: events where it is a stream of
   * events, pieces as they arrive otherwise.
   */
  record AbortAfter(long chunks) implements Manner {
    public AbortAfter {
      positive(chunks, "chunks");
    }
  }

  /** The connection is closed after so many bytes of the answer's body. */
  record AbortAfterBytes(long bytes) implements Manner {
    public AbortAfterBytes {
      positive(bytes, "bytes");
    }
  }

  /** The connection is closed so long after the first byte of the answer's body. */
  record AbortAfterTime(Duration sinceFirstByte) implements Manner {
    public AbortAfterTime {
      if (sinceFirstByte.isNegative()) {
        throw new IllegalArgumentException(
            "cannot abort " + sinceFirstByte + " after the first byte: use zero or more");
      }
    }
  }

  /** A body that the target must refuse; that it fails is expected, and ends as failed. */
  record BadBody() implements Manner {}

  /**
   * The request of the configuration that makes what is behind the target fail; that it fails is
   * expected, and ends as failed.
   */
  record ErrorRequest() implements Manner {}

  /**
   * The answer's first chunk is read, {@link Gate#held()} is called, and no more is read until the
   * gate releases it; then it is read to its end.
   */
  record Hold() implements Manner {}

  /** The answer is read at this pace at most. */
  record SlowReader(long bytesPerSecond) implements Manner {
    public SlowReader {
      positive(bytesPerSecond, "bytes per second");
    }
  }

  /** Whether the client gives the answer up on purpose. */
  default boolean aborts() {
    return this instanceof AbortAfter
        || this instanceof AbortAfterBytes
        || this instanceof AbortAfterTime;
  }

  /** Whether it is sent to fail. */
  default boolean meantToFail() {
    return this instanceof BadBody || this instanceof ErrorRequest;
  }

  private static void positive(long count, String what) {
    if (count < 1) {
      throw new IllegalArgumentException(count + " " + what + " are not 1 or more");
    }
  }
}
