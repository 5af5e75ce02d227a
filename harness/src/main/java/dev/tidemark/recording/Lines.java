package dev.tidemark.recording;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** The lines of a text, one at a time; a line of any length takes bounded memory. */
final class Lines implements Closeable {
  /** A longer line is cut here. */
  static final int LONGEST = 1 << 16;

  private final Reader text;
  private final char[] buffer = new char[1 << 14];
  private int at;
  private int end;
  private long number;
  private boolean cut;
  private boolean ended = true;
  private boolean broken;

  Lines(Reader text) {
    this.text = text;
  }

  /** The next line without its end; null after the last. */
  @Nullable String next() throws IOException {
    cut = false;
    ended = false;
    StringBuilder parts = null;
    while (true) {
      if (at == end && !fill()) {
        if (parts == null) {
          return null;
        }
        number++;
        return parts.toString();
      }
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      boolean whole = at < end;
      if (whole && parts == null) {
        at++;
        number++;
        ended = true;
        return new String(buffer, from, withoutReturn(from, at - 1) - from);
      }
      parts = parts == null ? new StringBuilder() : parts;
      keep(parts, from, at);
      if (whole) {
        at++;
        number++;
        ended = true;
        int last = parts.length() - 1;
        if (last >= 0 && parts.charAt(last) == '\r') {
          parts.setLength(last);
        }
        return parts.toString();
      }
    }
  }

  private void keep(StringBuilder parts, int from, int to) {
    int room = LONGEST - parts.length();
    if (to - from > room) {
      cut = true;
    }
    parts.append(buffer, from, Math.min(room, to - from));
  }

  private int withoutReturn(int from, int to) {
    return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
  }

  private boolean fill() throws IOException {
    try {
      at = 0;
      end = Math.max(0, text.read(buffer, 0, buffer.length));
      return end > 0;
    } catch (EOFException | ZipException e) {
      broken = true;
      end = 0;
      return false;
    }
  }

  /** Lines so far, and so the number of the last one. */
  long number() {
    return number;
  }

  /** Whether the last line was longer than is kept. */
  boolean cut() {
    return cut;
  }

  /** Whether the last line had a line end. */
  boolean ended() {
    return ended;
  }

  /** Whether the compressed data ended early, or is damaged: what came before is whole. */
  boolean broken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
