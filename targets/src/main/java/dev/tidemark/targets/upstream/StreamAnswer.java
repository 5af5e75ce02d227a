package dev.tidemark.targets.upstream;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.io.IoCallback;
import io.undertow.io.Sender;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;

/**
 * An answer in server-sent events: a role, at most some 500 pieces of content, a stop, {@code
 * [DONE]}. Without a pace as many events as fit go out in one write; with a pace, one event at a
 * time, the I/O thread's timer in between. All of it runs on the exchange's I/O thread.
 */
final class StreamAnswer implements IoCallback {
  private static final int LEAST_PIECE_BYTES = 256;
  private static final int MOST_PIECE_BYTES = 8_192;
  private static final int USUAL_PIECES = 64;

  private static final byte[] ROLE =
      ascii("{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}]}\n\n");
  private static final byte[] PIECE_OPENS = ascii("{\"content\":\"");
  private static final byte[] PIECE_CLOSES = ascii("\"},\"finish_reason\":null}]}\n\n");
  private static final byte[] STOP = ascii("{},\"finish_reason\":\"stop\"}]}\n\n");
  private static final byte[] DONE = ascii("data: [DONE]\n\n");

  private final Completion completion;
  private final Text text;
  private final int paceMillis;
  private final byte[] head;
  private final int pieceBytes;
  private final PooledByteBuffer pooled;
  private final boolean whole;
  private int sentBytes;
  private Phase phase = Phase.ROLE;

  private enum Phase {
    ROLE,
    PIECES,
    DONE,
    SENT
  }

  private StreamAnswer(
      Completion completion, Text text, int paceMillis, boolean whole, PooledByteBuffer pooled) {
    this.whole = whole;
    this.completion = completion;
    this.text = text;
    this.paceMillis = paceMillis;
    this.pooled = pooled;
    head = completion.eventHead();
    pieceBytes =
        Math.min(MOST_PIECE_BYTES, Math.max(LEAST_PIECE_BYTES, completion.size() / USUAL_PIECES));
  }

  /**
   * Sends one.
   *
   * @param whole whether it goes on after its middle; else the connection is closed there
   */
  static void send(
      HttpServerExchange exchange,
      Completion completion,
      Text text,
      int paceMillis,
      boolean whole) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
    PooledByteBuffer pooled = exchange.getConnection().getByteBufferPool().allocate();
    StreamAnswer answer = new StreamAnswer(completion, text, paceMillis, whole, pooled);
    answer.sendNext(exchange);
  }

  private void sendNext(HttpServerExchange exchange) {
    ByteBuffer buffer = pooled.getBuffer();
    buffer.clear();
    do {
      putEvent(buffer);
    } while (paceMillis == 0 && !over() && buffer.remaining() >= longestEventBytes());
    buffer.flip();
    exchange.getResponseSender().send(buffer, this);
  }

  private boolean over() {
    return phase == Phase.SENT || breaksOff();
  }

  private boolean breaksOff() {
    return !whole && 2 * sentBytes >= completion.size();
  }

  private int longestEventBytes() {
    return head.length + PIECE_OPENS.length + pieceBytes + PIECE_CLOSES.length + DONE.length;
  }

  private void putEvent(ByteBuffer buffer) {
    switch (phase) {
      case ROLE -> {
        buffer.put(head).put(ROLE);
        phase = Phase.PIECES;
      }
      case PIECES -> {
        int piece = Math.min(pieceBytes, completion.size() - sentBytes);
        buffer.put(head).put(PIECE_OPENS);
        text.copy(completion.offset() + sentBytes, piece, buffer);
        buffer.put(PIECE_CLOSES);
        sentBytes += piece;
        phase = sentBytes == completion.size() ? Phase.DONE : Phase.PIECES;
      }
      case DONE -> {
        buffer.put(head).put(STOP).put(DONE);
        phase = Phase.SENT;
      }
      case SENT -> throw new IllegalStateException("the answer has been sent");
    }
  }

  @Override
  public void onComplete(HttpServerExchange exchange, Sender sender) {
    if (breaksOff()) {
      pooled.close();
      IoUtils.safeClose(exchange.getConnection());
    } else if (phase == Phase.SENT) {
      pooled.close();
      exchange.endExchange();
    } else if (paceMillis == 0) {
      sendNext(exchange);
    } else {
      exchange
          .getIoThread()
          .executeAfter(() -> sendNext(exchange), paceMillis, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void onException(HttpServerExchange exchange, Sender sender, IOException exception) {
    pooled.close();
    IoUtils.safeClose(exchange.getConnection());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
