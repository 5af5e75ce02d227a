package dev.tidemark.targets.upstream;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A shared buffer of English-like text, generated once and sliced for every answer. It is ASCII
 * without quotes, backslashes and line breaks, so any slice can stand inside a JSON string.
 */
final class Text {
  /** The longest slice, in bytes. */
  static final int MAX_SLICE_BYTES = 4_000_000;

  private static final int BYTES = 1 << 22;
  private static final String[] WORDS =
      ("the of and to in a is that for it as was with be by on not he his but at are this have"
              + " from or had an they which one you were all her she there would their we him been"
              + " has when who will no more if out so up said what its about than into them can"
              + " only other time new some could these two may first then do any like my now over"
              + " such our man me even most made after also did many off before must well back"
              + " through years much where your way down should because long each just state those"
              + " people too mr how little good world make very year still see own work men day"
              + " get here old both life being under three memory harbour water level rising tide")
          .split(" ");

  private final ByteBuffer bytes;

  Text(long seed) {
    Random random = new Random(seed);
    bytes = ByteBuffer.allocateDirect(BYTES);
    int left = 0;
    while (bytes.hasRemaining()) {
      boolean opens = left == 0;
      left = opens ? 6 + random.nextInt(14) : left - 1;
      String word = WORDS[random.nextInt(WORDS.length)];
      append(opens ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word);
      append(left == 0 ? ". " : random.nextInt(12) == 0 ? ", " : " ");
    }
    bytes.flip();
  }

  private void append(String part) {
    byte[] ascii = part.getBytes(StandardCharsets.US_ASCII);
    bytes.put(ascii, 0, Math.min(ascii.length, bytes.remaining()));
  }

  /** Where a slice of {@code length} bytes starts that differs from its neighbours' slices. */
  static int offsetFor(long sequence, int length) {
    return (int) Math.floorMod(sequence * 7_919, (long) (BYTES - length + 1));
  }

  ByteBuffer slice(int offset, int length) {
    return bytes.slice(offset, length);
  }

  void copy(int offset, int length, ByteBuffer into) {
    into.put(into.position(), bytes, offset, length);
    into.position(into.position() + length);
  }
}
