package dev.tidemark.experiment;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** Reads one answer as its ticket asks. */
final class PlainAnswer {
  private static final int PIECE = 8_192;

  private final Gate gate;
  private final Ticket ticket;
  private final ByteArrayOutputStream beginning = new ByteArrayOutputStream();
  private long bytes;
  private long chunks;
  private long firstByteNanos;
  private long lastChunkNanos;
  private long[] gaps = new long[64];
  private int gapCount;
  private boolean lineEnded;

  PlainAnswer(Gate gate, Ticket ticket) {
    this.gate = gate;
    this.ticket = ticket;
  }

  /** Reads it, and says whether it was read to its end. */
  boolean read(InputStream content) throws IOException {
    Manner manner = ticket.manner();
    byte[] piece = new byte[PIECE];
    while (!enough(manner)) {
      int got = content.read(piece, 0, most(manner));
      if (got < 0) {
        return true;
      }
      if (bytes == 0) {
        firstByteNanos = System.nanoTime();
      }
      if (bytes < PIECE) {
        beginning.write(piece, 0, got);
      }
      bytes += got;
      count(piece, got);
      pauseAfter(got, manner);
    }
    return false;
  }

  /** Its first few thousand bytes. */
  String beginning() {
    return beginning.toString(StandardCharsets.UTF_8);
  }

  private boolean enough(Manner manner) {
    if (manner instanceof Manner.AbortAfter abort) {
      return chunks >= abort.chunks();
    }
    if (manner instanceof Manner.AbortAfterBytes abort) {
      return bytes >= abort.bytes();
    }
    return manner instanceof Manner.AbortAfterTime abort
        && bytes > 0
        && System.nanoTime() - firstByteNanos >= abort.sinceFirstByte().toNanos();
  }

  private int most(Manner manner) {
    if (manner instanceof Manner.AbortAfterBytes abort) {
      return (int) Math.min(PIECE, abort.bytes() - bytes);
    }
    if (manner instanceof Manner.SlowReader slow) {
      return (int) Math.max(1, Math.min(PIECE, slow.bytesPerSecond() / 10));
    }
    return PIECE;
  }

  /** An event ends with an empty line; an answer without one is counted by the piece. */
  private void count(byte[] piece, int got) {
    long events = 0;
    for (int i = 0; i < got; i++) {
      if (piece[i] == '\n') {
        events += lineEnded ? 1 : 0;
        lineEnded = true;
      } else if (piece[i] != '\r') {
        lineEnded = false;
      }
    }
    arrived(Math.max(1, events));
  }

  private void arrived(long more) {
    long now = System.nanoTime();
    for (long i = 0; i < more; i++) {
      if (chunks++ > 0) {
        if (gapCount == gaps.length) {
          gaps = Arrays.copyOf(gaps, 2 * gapCount);
        }
        gaps[gapCount++] = now - lastChunkNanos;
      }
      lastChunkNanos = now;
    }
  }

  /** How long it took, once it was read to its end. */
  Timing timing() {
    long now = System.nanoTime();
    long first = bytes == 0 ? now : firstByteNanos;
    return new Timing(
        Duration.ofNanos(now - ticket.dueNanos()),
        Duration.ofNanos(first - ticket.dueNanos()),
        Arrays.copyOf(gaps, gapCount),
        bytes);
  }

  private void pauseAfter(int got, Manner manner) throws IOException {
    try {
      if (manner instanceof Manner.SlowReader slow) {
        Thread.sleep(Math.max(1, 1_000L * got / slow.bytesPerSecond()));
      } else if (manner instanceof Manner.Hold && bytes == got) {
        gate.held();
        gate.released().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while reading");
    } catch (ExecutionException | CancellationException e) {
      throw new IOException("the gate broke", e);
    }
  }
}
