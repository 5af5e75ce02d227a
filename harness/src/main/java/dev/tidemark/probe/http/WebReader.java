package dev.tidemark.probe.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Reads one answer as it arrives; the connection's I/O thread calls it. */
final class WebReader implements AsyncResponseConsumer<WebAnswer> {
  private final int most;
  private final boolean cuts;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private volatile int status;
  private volatile boolean tooLarge;
  private String type = "";
  private @Nullable FutureCallback<WebAnswer> owner;

  /**
   * @param most bytes of the body that are kept
   * @param cuts whether a longer one is cut there; else it is read on
   */
  WebReader(int most, boolean cuts) {
    this.most = most;
    this.cuts = cuts;
  }

  /** Whether anything of it has come. */
  boolean begun() {
    return status != 0;
  }

  /** Whether it was cut. */
  boolean tooLarge() {
    return tooLarge;
  }

  /** It, as far as it has come. */
  WebAnswer answer() {
    return new WebAnswer(status, type, body.toByteArray(), tooLarge);
  }

  @Override
  public void consumeResponse(
      HttpResponse response,
      @Nullable EntityDetails entity,
      HttpContext context,
      FutureCallback<WebAnswer> told) {
    status = response.getCode();
    owner = told;
    if (entity == null) {
      told.completed(answer());
    } else if (entity.getContentType() != null) {
      type = entity.getContentType();
    }
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext context) {}

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    channel.update(Integer.MAX_VALUE);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    int kept = Math.min(bytes.remaining(), most - body.size());
    byte[] piece = new byte[kept];
    bytes.get(piece);
    body.writeBytes(piece);
    if (bytes.hasRemaining() && cuts) {
      tooLarge = true;
      throw new IOException("longer than " + most + " bytes");
    }
    bytes.position(bytes.limit());
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    FutureCallback<WebAnswer> told = owner;
    if (told != null) {
      told.completed(answer());
    }
  }

  @Override
  public void failed(Exception cause) {}

  @Override
  public void releaseResources() {}
}
