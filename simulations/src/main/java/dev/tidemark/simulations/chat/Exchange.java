package dev.tidemark.simulations.chat;

import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Timing;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStreamResetException;
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
  /** Thrown into the connection to cut it, or to reset the stream where it has several. */
  private static final H2StreamResetException GIVEN_UP = new GivenUp();

  private static final Manner READ = new Manner.Complete();

  private final RequestHead head;
  private final ChatCall call;
  private final Reader reader;
  private final Owner owner;
  private final ByteBuffer body;
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile boolean sent;
  private volatile boolean givingUp;
  private volatile @Nullable Cancellable stream;
  private int status;
  private boolean foundClosed;
  private volatile boolean broken;

  /** Whom it belongs to. */
  interface Owner {
    /** The answer's first byte came. */
    void begun(Exchange exchange);

    /** The request ended. */
    void ended(Exchange exchange, ChatEnd end);
  }

  Exchange(RequestHead head, ChatCall call, Reader reader, Owner owner) {
    this.head = head;
    this.call = call;
    this.reader = reader;
    this.owner = owner;
    this.body = ByteBuffer.wrap(call.request().body());
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
    channel.sendRequest(head.request(call), head.entity(call), context);
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
    head.remember(response);
    reader.begin(
        asExpected() ? call.manner() : READ, call.request().stream() && asExpected());
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
    boolean first = reader.bytes() == 0 && bytes.hasRemaining();
    boolean goOn = reader.read(bytes);
    if (first) {
      owner.begun(this);
    }
    if (!goOn) {
      givingUp = true;
      throw GIVEN_UP;
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
      end(new ChatEnd.Failed(Words.status(status)));
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
    broken = !(head.http2() && cause instanceof HttpStreamResetException);
    if (givingUp) {
      end(new ChatEnd.Aborted(timing()));
    } else if (!sent) {
      foundClosed = cause instanceof ConnectionClosedException;
      end(new ChatEnd.Failed(Words.neverSent(cause)));
    } else if (status > 0) {
      boolean late = cause instanceof SocketTimeoutException;
      end(new ChatEnd.Failed(late ? Words.STALLED : Words.CUT_SHORT));
    } else if (cause instanceof SocketTimeoutException) {
      end(new ChatEnd.TimedOut());
    } else {
      end(new ChatEnd.Unknown(Words.CUT));
    }
  }

  private void end(ChatEnd end) {
    if (over.compareAndSet(false, true)) {
      owner.ended(this, end);
    }
  }

  private Timing timing() {
    return reader.timing(call.dueNanos());
  }

  /**
   * Gives the answer up now, from any thread.
   *
   * @param cut closes the connection; where it has several streams this one's alone is reset
   */
  void giveUp(Runnable cut) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    Timing timing = timing();
    Cancellable one = stream;
    if (one == null) {
      broken = true;
      cut.run();
    } else {
      one.cancel();
    }
    owner.ended(this, new ChatEnd.Aborted(timing));
  }

  /** Where the connection leaves the handle of this answer's stream. */
  CancellableDependency handle() {
    return new CancellableDependency() {
      @Override
      public void setDependency(Cancellable cancellable) {
        stream = cancellable;
      }

      @Override
      public boolean isCancelled() {
        return over.get();
      }

      @Override
      public boolean cancel() {
        return false; // given up by its owner alone
      }
    };
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

  private static final class GivenUp extends H2StreamResetException {
    private static final long serialVersionUID = 1L;

    GivenUp() {
      super(H2Error.CANCEL, "given up on purpose");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }
  }
}
