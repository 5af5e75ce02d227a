package dev.tidemark.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Arrays;

/** The lines of a file one after the other, each no longer than a bound, with their places. */
final class LineScan {
  private static final int PIECE = 1 << 16;

  private final FileChannel file;
  private final ByteBuffer piece = ByteBuffer.allocate(PIECE);
  private byte[] line = new byte[1 << 12];
  private int length;
  private long offset;
  private long next;
  private long read;
  private boolean tooLong;

  LineScan(FileChannel file) {
    this.file = file;
    piece.limit(0);
  }

  /** Moves to the next line, and says whether there is one. */
  boolean next() throws IOException {
    offset = next;
    length = 0;
    tooLong = false;
    while (true) {
      if (!piece.hasRemaining() && !fill()) {
        next = read;
        return next > offset;
      }
      int from = piece.position();
      int to = from;
      byte[] bytes = piece.array();
      while (to < piece.limit() && bytes[to] != '\n') {
        to++;
      }
      append(bytes, from, to - from);
      boolean ended = to < piece.limit();
      piece.position(ended ? to + 1 : to);
      if (ended) {
        next = read - piece.remaining();
        return true;
      }
    }
  }

  private boolean fill() throws IOException {
    piece.clear();
    int got = file.read(piece, read);
    piece.flip();
    read += Math.max(0, got);
    return got > 0;
  }

  private void append(byte[] bytes, int from, int count) {
    if (tooLong || length + count > RecordedLine.LONGEST) {
      tooLong = true;
      return;
    }
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(length + count, 2 * line.length));
    }
    System.arraycopy(bytes, from, line, length, count);
    length += count;
  }

  boolean tooLong() {
    return tooLong;
  }

  byte[] bytes() {
    return line;
  }

  int length() {
    return length;
  }

  long offset() {
    return offset;
  }

  boolean blank() {
    for (int i = 0; i < length; i++) {
      if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
        return false;
      }
    }
    return !tooLong;
  }
}
