package dev.tidemark.it;

import dev.tidemark.it.WireServer.Farewell;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * One connection of a {@link WireServer} over HTTP/2 (RFC 9113): every stream is a request whose
 * body is a few bytes, and is answered with 200; one without a body asks for statistics. Headers
 * are not looked at.
 */
final class WireHttp2 {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int ACK = 1;
  private static final int NO_ERROR = 0;
  private static final int ENHANCE_YOUR_CALM = 11;

  /** {@code :status 200} of HPACK's static table. */
  private static final byte[] OK = {(byte) 0x88};

  private static final byte[] HALF = {'{'};
  private static final byte[] OTHER_HALF = {'}'};

  /** So many streams are served before the connection ends. */
  private static final int STREAMS = 11;

  private final WireServer server;
  private final Farewell farewell;
  private final InputStream in;
  private final OutputStream out;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int streams;

  WireHttp2(WireServer server, Farewell farewell, InputStream in, OutputStream out) {
    this.server = server;
    this.farewell = farewell;
    this.in = in;
    this.out = out;
  }

  void converse() throws IOException {
    frame(SETTINGS, 0, 0, new byte[0]);
    out.flush();
    boolean goesOn = true;
    while (goesOn) {
      byte[] head = exactly(9);
      int length = ByteBuffer.wrap(head, 0, 4).getInt() >>> 8;
      int type = head[3];
      int flags = head[4];
      int stream = ByteBuffer.wrap(head, 5, 4).getInt() & 0x7fffffff;
      byte[] payload = exactly(length);
      if (type == SETTINGS && (flags & ACK) == 0) {
        frame(SETTINGS, ACK, 0, new byte[0]);
      } else if (type == PING && (flags & ACK) == 0) {
        frame(PING, ACK, 0, payload);
      } else if (type == DATA && length > 0) {
        body.writeBytes(payload);
        frame(WINDOW_UPDATE, 0, 0, ByteBuffer.allocate(4).putInt(length).array());
      }
      if (type == HEADERS && (flags & END_STREAM) != 0) {
        frame(HEADERS, END_HEADERS, stream, OK);
        frame(DATA, END_STREAM, stream, server.stats().getBytes(StandardCharsets.US_ASCII));
      } else if (type == DATA && (flags & END_STREAM) != 0) {
        goesOn = request(stream);
        body.reset();
      }
      out.flush();
    }
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return bytes;
  }

  /** Answers a request, or does not; returns whether the connection stays open. */
  private boolean request(int stream) throws IOException {
    server.arrived(body.toByteArray());
    boolean last = ++streams == STREAMS;
    if (!last) {
      server.count();
      answer(stream);
      return true;
    }
    server.saidFarewell();
    switch (farewell) {
      case BETWEEN -> {
        server.count();
        answer(stream);
        goAway(stream, NO_ERROR);
        return true;
      }
      case MIDDLE -> {
        server.count();
        frame(HEADERS, END_HEADERS, stream, OK);
        frame(DATA, 0, stream, HALF);
        goAway(stream, NO_ERROR);
        out.flush();
        frame(DATA, END_STREAM, stream, OTHER_HALF);
        return true;
      }
      case ANNOUNCED -> {
        server.count();
        goAway(Integer.MAX_VALUE, NO_ERROR);
        out.flush();
        answer(stream);
        goAway(stream, NO_ERROR);
        return true;
      }
      case UNSERVED -> {
        goAway(stream - 2, NO_ERROR);
        return false;
      }
      case UNSERVED_ERROR -> {
        goAway(stream - 2, ENHANCE_YOUR_CALM);
        return false;
      }
      case UNSERVED_LINGERING -> {
        goAway(stream - 2, NO_ERROR);
        return true;
      }
      case CUT -> {
        server.count();
        goAway(stream, NO_ERROR);
        return false;
      }
      case POOL_KILLED -> server.killAll();
    }
    return false;
  }

  private void answer(int stream) throws IOException {
    frame(HEADERS, END_HEADERS, stream, OK);
    frame(DATA, 0, stream, HALF);
    frame(DATA, END_STREAM, stream, OTHER_HALF);
  }

  private void goAway(int lastStream, int code) throws IOException {
    frame(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(lastStream).putInt(code).array());
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    ByteBuffer head = ByteBuffer.allocate(9);
    head.put((byte) (payload.length >> 16)).putShort((short) payload.length);
    head.put((byte) type).put((byte) flags).putInt(stream);
    out.write(head.array());
    out.write(payload);
  }
}
