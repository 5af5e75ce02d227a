package dev.tidemark.simulations.chat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events as they arrive, byte by byte: counts the chunks of an answer, knows the first
 * one that holds text, and whether {@code [DONE]} came. Keeps one line's beginning at most.
 */
final class EventScanner {
  private static final byte[] DATA = ascii("data:");
  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] CONTENT = ascii("\"content\":");
  private static final int KEPT = 512;
  private static final byte QUOTE = '"';

  /** What {@code null} begins with. */
  private static final byte NULL = 'n';

  private final byte[] line = new byte[KEPT];
  private int length;
  private boolean sawText;
  private boolean done;
  private long chunks;

  /** Told of every chunk. */
  @FunctionalInterface
  interface Listener {
    /** Returns whether to go on. */
    boolean chunk();
  }

  void reset() {
    length = 0;
    sawText = false;
    done = false;
    chunks = 0;
  }

  /** Reads on; stops at a chunk after which the listener does not want to go on. */
  void scan(ByteBuffer bytes, Listener listener) {
    while (bytes.hasRemaining()) {
      byte next = bytes.get();
      if (next == '\n' || next == '\r') {
        if (length > 0) {
          boolean goOn = !endOfLine() || listener.chunk();
          length = 0;
          if (!goOn) {
            return;
          }
        }
      } else {
        if (length < KEPT) {
          line[length] = next;
        }
        length++;
      }
    }
  }

  /** The answer ended, perhaps without a last line break. */
  void end(Listener listener) {
    if (length > 0 && endOfLine()) {
      listener.chunk();
    }
    length = 0;
  }

  /** Whether the line that ended is a chunk of the answer. */
  private boolean endOfLine() {
    if (!startsWith(DATA, 0)) {
      return false;
    }
    int from = DATA.length;
    while (from < Math.min(length, KEPT) && line[from] == ' ') {
      from++;
    }
    if (length - from == DONE.length && startsWith(DONE, from)) {
      done = true;
      return false;
    }
    if (!sawText && !holdsText()) {
      return false;
    }
    sawText = true;
    chunks++;
    return true;
  }

  /** Whether this is more than the opening of an answer, which names the role and says nothing. */
  private boolean holdsText() {
    int kept = Math.min(length, KEPT);
    for (int i = 0; i + CONTENT.length < kept; i++) {
      if (startsWith(CONTENT, i)) {
        int value = i + CONTENT.length;
        while (value < kept && line[value] == ' ') {
          value++;
        }
        boolean empty =
            value + 1 < kept
                && ((line[value] == QUOTE && line[value + 1] == QUOTE) || line[value] == NULL);
        return !empty;
      }
    }
    return true;
  }

  private boolean startsWith(byte[] word, int from) {
    if (Math.min(length, KEPT) < from + word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (line[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the stream said that it is complete. */
  boolean done() {
    return done;
  }

  /** Chunks so far, from the first that holds text on. */
  long chunks() {
    return chunks;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
