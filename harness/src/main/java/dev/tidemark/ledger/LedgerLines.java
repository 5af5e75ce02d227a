package dev.tidemark.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a file as ranges of one buffer that is used again and again, so that a file of any
 * length is read in the memory of its longest line.
 */
final class LedgerLines {
  private static final int AT_FIRST = 1 << 18;

  /** A line that is longer is no row: rows of thousands of classes have a megabyte at most. */
  private static final int LONGEST = 1 << 26;

  private final InputStream in;
  private final int longest;
  private byte[] buffer;
  private int from;
  private int to;
  private int filled;
  private boolean ended;
  private boolean tooLong;

  LedgerLines(InputStream in) {
    this(in, AT_FIRST, LONGEST);
  }

  /**
   * Begins before the first line.
   *
   * @param atFirst the size of the buffer, in bytes; it grows as lines need it
   * @param longest a line of so many bytes is too long
   */
  LedgerLines(InputStream in, int atFirst, int longest) {
    this.in = in;
    this.longest = longest;
    this.buffer = new byte[atFirst];
  }

  /** Goes to the next line; false at the end of the file. */
  boolean next() throws IOException {
    from = to < filled && buffer[to] == '\n' ? to + 1 : to;
    tooLong = false;
    int at = from;
    while (true) {
      while (at < filled && buffer[at] != '\n') {
        at++;
      }
      if (at < filled || ended) {
        to = at;
        return from < filled;
      }
      int kept = filled - from;
      if (kept >= longest) {
        tooLong = true;
        filled = from;
        kept = 0;
      }
      at = refill(kept);
    }
  }

  /** Reads more behind what is kept of the line, which moves to the front of the buffer. */
  private int refill(int kept) throws IOException {
    if (kept > buffer.length / 2) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    System.arraycopy(buffer, from, buffer, 0, kept);
    from = 0;
    filled = kept;
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      ended = true;
    } else {
      filled += read;
    }
    return kept;
  }

  /** Whether the line was too long to be kept; what is shown of it is its end. */
  boolean tooLong() {
    return tooLong;
  }

  /** Where the lines stand; changed by the next one. */
  byte[] buffer() {
    return buffer;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }
}
