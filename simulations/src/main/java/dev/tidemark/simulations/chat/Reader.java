package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads one answer after the other in the manner asked for: how fast, how far, and when each of its
 * chunks came. One for each user, used again and again.
 */
final class Reader {
  private static final int USUAL_CHUNKS = 64;
  private static final long[] NONE = {};
  private static final byte[] NOTHING = {};
  private static final Manner READ = new Manner.Complete();

  private final EventScanner scanner = new EventScanner();
  private final Pace pace;
  private Manner manner = READ;
  private boolean stream;
  private long bytes;
  private long pieces;
  private long granted;
  private boolean wasHeld;
  private long firstByteNanos;
  private long firstChunkNanos;
  private long lastChunkNanos;
  private long lastByteNanos;
  private long nowNanos;
  private long[] gaps = new long[USUAL_CHUNKS];
  private int gapCount;
  private @Nullable ByteArrayOutputStream kept;

  /** Says when a reader that reads slowly, or holds its stream open, may read on. */
  interface Pace {
    /** Grants so many bytes now, or when the manner allows it. */
    void grant(CapacityChannel channel, Manner manner, Progress progress);
  }

  /**
   * How far an answer was read.
   *
   * @param owed bytes read that the other side was not yet allowed to replace
   * @param released whether it was held open before, and is now read on
   */
  record Progress(
      long bytes, int owed, long firstByteNanos, boolean firstChunkRead, boolean released) {}

  Reader(Pace pace) {
    this.pace = pace;
  }

  /** Whether the bodies of answers are kept from now on. */
  void keep(boolean whole) {
    kept = whole ? new ByteArrayOutputStream() : null;
  }

  /** The body of the last answer, where it was to be kept. */
  byte[] text() {
    ByteArrayOutputStream now = kept;
    return now == null ? NOTHING : now.toByteArray();
  }

  void begin(Manner asked, boolean events) {
    manner = asked;
    stream = events;
    bytes = 0;
    pieces = 0;
    granted = 0;
    wasHeld = false;
    firstChunkNanos = 0;
    gapCount = 0;
    nowNanos = System.nanoTime();
    firstByteNanos = nowNanos;
    lastByteNanos = nowNanos;
    scanner.reset();
  }

  /** Takes what arrived; returns whether to go on reading. */
  boolean read(ByteBuffer arrived) {
    nowNanos = System.nanoTime();
    lastByteNanos = nowNanos;
    if (bytes == 0) {
      firstByteNanos = nowNanos;
    }
    bytes += arrived.remaining();
    ByteArrayOutputStream whole = kept;
    if (whole != null) {
      byte[] copy = new byte[arrived.remaining()];
      arrived.duplicate().get(copy);
      whole.writeBytes(copy);
    }
    if (stream) {
      scanner.scan(arrived, this::chunk);
    } else {
      pieces++;
      arrived.position(arrived.limit());
      if (pieces == 1) {
        firstChunkNanos = nowNanos;
      }
    }
    return !enough();
  }

  private boolean chunk() {
    if (firstChunkNanos == 0) {
      firstChunkNanos = nowNanos;
    } else {
      if (gapCount == gaps.length) {
        gaps = Arrays.copyOf(gaps, 2 * gapCount);
      }
      gaps[gapCount++] = nowNanos - lastChunkNanos;
    }
    lastChunkNanos = nowNanos;
    return !enough();
  }

  private boolean enough() {
    if (manner instanceof Manner.AbortAfter abort) {
      return chunks() >= abort.chunks();
    }
    return manner instanceof Manner.AbortAfterBytes abort && bytes >= abort.bytes();
  }

  void end() {
    scanner.end(this::chunk);
  }

  void capacity(CapacityChannel channel) throws IOException {
    int owed = (int) Math.max(1, Math.min(Integer.MAX_VALUE / 2, bytes - granted));
    granted = bytes;
    boolean begun = firstChunkNanos != 0;
    if (manner instanceof Manner.SlowReader || manner instanceof Manner.Hold) {
      pace.grant(channel, manner, new Progress(bytes, owed, firstByteNanos, begun, wasHeld));
      wasHeld = wasHeld || begun;
    } else {
      channel.update(owed);
    }
  }

  long bytes() {
    return bytes;
  }

  /** Events that hold text where the answer is a stream of them, pieces as they came otherwise. */
  long chunks() {
    return stream ? scanner.chunks() : pieces;
  }

  boolean streamIsComplete() {
    return scanner.done();
  }

  Timing timing(long dueNanos) {
    long first = firstChunkNanos == 0 ? lastByteNanos : firstChunkNanos;
    return new Timing(
        Duration.ofNanos(lastByteNanos - dueNanos),
        Duration.ofNanos(first - dueNanos),
        gapCount == 0 ? NONE : Arrays.copyOf(gaps, gapCount),
        bytes);
  }
}
