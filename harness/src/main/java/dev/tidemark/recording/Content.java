package dev.tidemark.recording;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The bytes of an open file, decompressed where they are compressed, told apart by how they begin.
 * They are read once, so that a pipe will do.
 */
final class Content implements Closeable {
  private static final int HEAD = 1 << 16;
  private static final Pattern JSON = Pattern.compile("\\{(?!Heap before)|\\[\\s*\\{");
  private static final byte[] JFR = {'F', 'L', 'R', 0};
  private static final String FORMATS =
      ": give a run folder, a CSV file, a GC log, a JFR recording or a saved Prometheus query";

  private final InputStream bytes;
  private final byte[] head;
  private final boolean plain;

  private Content(InputStream bytes, byte[] head, boolean plain) {
    this.plain = plain;
    this.bytes = bytes;
    this.head = head;
  }

  /** Opens a file and reads its beginning. */
  static Content open(Path file) throws IOException, UnreadableRecording {
    // a channel, which Files.newInputStream reads, wants to know its position: a pipe has none
    InputStream raw = new BufferedInputStream(new FileInputStream(file.toFile()), HEAD);
    try {
      raw.mark(2);
      boolean gzip = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      InputStream bytes =
          gzip ? new BufferedInputStream(new GZIPInputStream(raw, HEAD), HEAD) : raw;
      return new Content(bytes, head(bytes), !gzip);
    } catch (EOFException | ZipException e) {
      raw.close();
      throw new UnreadableRecording("is a gzip file that is damaged at its beginning", e);
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  private static byte[] head(InputStream bytes) throws IOException {
    bytes.mark(HEAD);
    byte[] head = new byte[HEAD];
    int length = 0;
    try {
      for (int more = 0; more >= 0 && length < HEAD; length += more) {
        more = bytes.read(head, length, HEAD - length);
        if (more < 0) {
          break;
        }
      }
    } catch (EOFException | ZipException e) {
      // a torn gzip file: its reader meets the tear again, after what is whole
      bytes.reset();
      return Arrays.copyOf(head, length);
    }
    bytes.reset();
    return Arrays.copyOf(head, length);
  }

  /** What kind of recording it is. */
  Format format() throws UnreadableRecording {
    if (head.length == 0) {
      throw new UnreadableRecording("is empty");
    }
    if (begins(JFR)) {
      return Format.JFR;
    }
    String text = new String(head, markLength(), head.length - markLength(), charset());
    if (text.indexOf('\0') >= 0) {
      throw new UnreadableRecording("is not text, nor a JFR recording" + FORMATS);
    }
    String begin = text.stripLeading();
    if (begin.isEmpty()) {
      throw new UnreadableRecording("begins with nothing but blanks" + FORMATS);
    }
    if (JSON.matcher(begin).lookingAt()) {
      return Format.PROMETHEUS;
    }
    if (begin.charAt(0) == '<') {
      throw new UnreadableRecording("is XML or HTML" + FORMATS);
    }
    return GcLogReader.isOne(text) ? Format.GC_LOG : Format.CSV;
  }

  /** Its lines: UTF-8, or UTF-16 where a byte order mark says so. */
  Lines lines() throws IOException {
    bytes.skipNBytes(markLength());
    return new Lines(new InputStreamReader(bytes, charset()));
  }

  /** Whether the file holds these very bytes, not compressed. */
  boolean plain() {
    return plain;
  }

  /** Writes the bytes to a file, as far as they are whole. */
  void copyTo(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      bytes.transferTo(out);
    } catch (EOFException | ZipException e) {
      // the copy ends where the compressed data is torn, and its reader says so
      return;
    }
  }

  private Charset charset() {
    if (begins((byte) 0xff, (byte) 0xfe)) {
      return StandardCharsets.UTF_16LE;
    }
    return begins((byte) 0xfe, (byte) 0xff) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
  }

  private int markLength() {
    if (begins((byte) 0xef, (byte) 0xbb, (byte) 0xbf)) {
      return 3;
    }
    return charset().equals(StandardCharsets.UTF_8) ? 0 : 2;
  }

  private boolean begins(byte... with) {
    return head.length >= with.length && Arrays.equals(head, 0, with.length, with, 0, with.length);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
