package dev.tidemark.it;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of a {@link WireServer} over HTTP/1.1. */
final class WireHttp1 {
  private static final int KILL_EVERY = 150;

  private final WireServer server;
  private final InputStream in;
  private final OutputStream out;

  WireHttp1(WireServer server, InputStream in, OutputStream out) {
    this.server = server;
    this.in = in;
    this.out = out;
  }

  void converse() throws IOException {
    while (true) {
      String first = line();
      int length = 0;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring("content-length:".length()).strip());
        }
      }
      byte[] body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException();
      }
      if (first.startsWith("GET /stats")) {
        answer(server.stats());
        continue;
      }
      long number = server.arrived(body);
      if (server.kills() && number % KILL_EVERY == 0) {
        server.killAll();
      }
      server.count();
      answer("{}");
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException();
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  private void answer(String json) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + json.length()
                + "\r\n\r\n"
                + json)
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
