package dev.tidemark.simulations.chat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http2.frame.FrameType;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.nio.H2StreamListener;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Identifiable;

/**
 * What targets say of their HTTP/2 connections when they take leave of them. GOAWAY names the last
 * stream that may have been served: a later one certainly was not (RFC 9113, 6.8). HttpCore 5.3
 * lets such a stream wait until its connection is closed, so that is done here at once.
 *
 * <p>Connections are known by their id, until they are forgotten. One stream is open at a time.
 */
final class GoAways implements H2StreamListener {
  private static final int LAST_STREAM = 0x7fffffff;

  private final Map<String, Integer> latest = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  /** Whether the request that was sent last on a connection certainly was not served. */
  boolean refusedLast(String connection) {
    return refused.contains(connection);
  }

  void forget(String connection) {
    latest.remove(connection);
    refused.remove(connection);
  }

  @Override
  public void onFrameOutput(HttpConnection connection, int stream, RawFrame frame) {
    if (frame.isType(FrameType.HEADERS) && connection instanceof Identifiable known) {
      latest.put(known.getId(), stream);
    }
  }

  @Override
  public void onFrameInput(HttpConnection connection, int stream, RawFrame frame) {
    ByteBuffer payload = frame.getPayload();
    if (frame.isType(FrameType.GOAWAY)
        && payload != null
        && payload.remaining() >= Integer.BYTES
        && connection instanceof Identifiable known) {
      int last = payload.getInt(payload.position()) & LAST_STREAM;
      if (latest.getOrDefault(known.getId(), 0) > last) {
        refused.add(known.getId());
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  @Override
  public void onHeaderInput(
      HttpConnection connection, int stream, List<? extends Header> headers) {}

  @Override
  public void onHeaderOutput(
      HttpConnection connection, int stream, List<? extends Header> headers) {}

  @Override
  public void onInputFlowControl(HttpConnection connection, int stream, int delta, int size) {}

  @Override
  public void onOutputFlowControl(HttpConnection connection, int stream, int delta, int size) {}
}
