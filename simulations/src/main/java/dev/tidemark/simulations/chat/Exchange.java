package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.OutOfMemoryWords;
import dev.tidemark.experiment.Timing;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncClientExchangeHandler;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer on one connection. The connection's I/O thread calls it, and it calls
 * its owner back exactly once.
 */
final class Exchange implements AsyncClientExchangeHandler {
  private static final int SERVER_ERROR = 500;

  /** So much of an answer is looked through for an OutOfMemoryError. */
  private static final int ERROR_BYTES = 4_096;

  private static final Manner READ = new Manner.Complete();

  private final RequestHead head;
  private final Optional<Cookies> cookies;
  private final ChatCall call;
  private final Reader reader;
  private final Owner owner;
  private final ByteBuffer body;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean sent;
  private volatile boolean givingUp;
  private final StringBuilder error = new StringBuilder();
  private int status;
  private boolean foundClosed;
  private volatile boolean broken;
  private volatile BooleanSupplier refused = () -> false;

  /** Whom it belongs to. */
  interface Owner {
    /** The answer's first byte came. */
    void begun(Exchange exchange);

    /** The request ended. */
    void ended(Exchange exchange, ChatEnd end);
  }

  Exchange(RequestHead head, Optional<Cookies> cookies, ChatCall call, Reader reader, Owner owner) {
    this.cookies = cookies;
    this.head = head;
    this.call = call;
    this.reader = reader;
    this.owner = owner;
    this.body = ByteBuffer.wrap(call.request().body());
  }

  /**
   * Says on which connection it goes out.
   *
   * @param refusedLast whether the target said of it that it did not serve the last request on it
   */
  void sentOn(BooleanSupplier refusedLast) {
    refused = refusedLast;
  }

  ChatCall call() {
    return call;
  }

  Reader reader() {
    return reader;
  }

  int status() {
    return status;
  }

  @Override
  public void produceRequest(RequestChannel channel, HttpContext context)
      throws HttpException, IOException {
    sent = true;
    List<Header> own = cookies.isEmpty() ? List.of() : cookies.get().headers(call.request().path());
    channel.sendRequest(head.request(call, own), head.entity(call), context);
  }

  @Override
  public int available() {
    return body.remaining();
  }

  @Override
  public void produce(DataStreamChannel channel) throws IOException {
    channel.write(body);
    if (body.hasRemaining()) {
      channel.requestOutput();
    } else {
      channel.endStream();
    }
  }

  @Override
  public void consumeInformation(HttpResponse response, HttpContext context) {}

  @Override
  public void consumeResponse(
      HttpResponse response, @Nullable EntityDetails entity, HttpContext context) {
    status = response.getCode();
    cookies.ifPresent(own -> own.take(call.request().path(), response));
    reader.begin(asExpected() ? call.manner() : READ, call.request().stream() && asExpected());
    if (entity == null) {
      answered();
    }
  }

  private boolean asExpected() {
    return status >= 200 && status < 300;
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    reader.capacity(channel);
  }

  @Override
  public void consume(ByteBuffer bytes) throws IOException {
    if (over.get()) {
      bytes.position(bytes.limit()); // under way when it was given up
      return;
    }
    if (status >= SERVER_ERROR && reader.bytes() < ERROR_BYTES) {
      error.append(StandardCharsets.ISO_8859_1.decode(bytes.duplicate()));
    }
    boolean first = reader.bytes() == 0 && bytes.hasRemaining();
    boolean goOn = reader.read(bytes);
    if (first) {
      owner.begun(this);
    }
    if (!goOn) {
      givingUp = true;
      throw new GivenUp();
    }
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers) {
    reader.end();
    answered();
  }

  private void answered() {
    if (status == 429 || status == 503) {
      end(new ChatEnd.Refused(Words.status(status)));
    } else if (!asExpected()) {
      end(new ChatEnd.Failed(Words.status(status, OutOfMemoryWords.in(error.toString()))));
    } else if (call.request().stream() && !reader.streamIsComplete()) {
      end(new ChatEnd.Failed(Words.NO_DONE));
    } else {
      end(new ChatEnd.Completed(timing()));
    }
  }

  /** Whether the connection was closed before anything was written on it. */
  boolean foundClosed() {
    return foundClosed;
  }

  /** Whether its connection is of no use any more. */
  boolean broken() {
    return broken;
  }

  @Override
  public void failed(Exception cause) {
    if (over.get()) {
      return;
    }
    boolean unserved = refused.getAsBoolean();
    broken = unserved || !(head.http2() && cause instanceof H2StreamResetException && !late(cause));
    if (givingUp) {
      end(new ChatEnd.Aborted(timing()));
    } else if (!sent) {
      foundClosed = cause instanceof ConnectionClosedException;
      end(new ChatEnd.Failed(Words.neverSent(cause)));
    } else if (status > 0) {
      end(new ChatEnd.Failed(late(cause) ? Words.STALLED : Words.CUT_SHORT));
    } else if (unserved) {
      end(new ChatEnd.Refused(Words.GONE_AWAY));
    } else if (late(cause)) {
      end(new ChatEnd.TimedOut());
    } else if (isReset(cause, H2Error.REFUSED_STREAM)) {
      end(new ChatEnd.Refused(Words.STREAM_REFUSED)); // certainly not served, by RFC 9113, 8.7
    } else {
      end(new ChatEnd.Unknown(Words.CUT));
    }
  }

  /** An HTTP/2 connection on which nothing came in time resets its streams without an error. */
  private static boolean late(Exception cause) {
    return cause instanceof SocketTimeoutException || isReset(cause, H2Error.NO_ERROR);
  }

  private static boolean isReset(Exception cause, H2Error error) {
    return cause instanceof H2StreamResetException reset && reset.getCode() == error.getCode();
  }

  private void end(ChatEnd end) {
    if (over.compareAndSet(false, true)) {
      owner.ended(this, end);
    }
  }

  private Timing timing() {
    return reader.timing(call.dueNanos());
  }

  /** Gives the answer up now, from any thread. */
  void giveUp() {
    if (over.compareAndSet(false, true)) {
      broken = true;
      owner.ended(this, new ChatEnd.Aborted(timing()));
    }
  }

  @Override
  public void cancel() {
    failed(new ConnectionClosedException());
  }

  @Override
  public void releaseResources() {
    // what was not ended by now lost its connection
    failed(new ConnectionClosedException());
  }

  /** Thrown into the connection to cut it. */
  private static final class GivenUp extends IOException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super("given up on purpose");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
