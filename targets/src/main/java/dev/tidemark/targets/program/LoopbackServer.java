package dev.tidemark.targets.program;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.DefaultByteBufferPool;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;

/** An Undertow server on 127.0.0.1 with two I/O threads, for programs whose memory is watched. */
public final class LoopbackServer {
  private static final int BUFFER_BYTES = 16 * 1024;
  private static final int THREAD_LOCAL_BUFFERS = 4;

  /** 4 MiB: Undertow frees a buffer beyond this, so a bound too small churns direct memory. */
  private static final int MAX_POOLED_BUFFERS = 256;

  private static final int NEVER = -1;
  private static final long MAX_REQUEST_BYTES = 16L * 1024 * 1024;

  private LoopbackServer() {}

  /** Starts a server beside that of the program, at any port, and returns the port. */
  public static int beside(HttpHandler handler) {
    try {
      return start(0, handler);
    } catch (StartException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Starts serving and returns the port. */
  static int start(int port, HttpHandler handler) throws StartException {
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setIoThreads(2)
            // handlers either run on the I/O threads or bring their own pool
            .setWorkerThreads(1)
            // sized here, because Undertow takes other sizes for other heaps
            .setByteBufferPool(
                new DefaultByteBufferPool(
                    true, BUFFER_BYTES, MAX_POOLED_BUFFERS, THREAD_LOCAL_BUFFERS))
            .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, MAX_REQUEST_BYTES)
            // a connection that idles between two rounds must still be there in the next one
            .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, NEVER)
            // the header's formatter is one more thing that every answering thread would keep
            .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
            .setHandler(handler)
            .build();
    try {
      server.start();
    } catch (RuntimeException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new StartException("cannot listen on 127.0.0.1:" + port + ": " + cause.getMessage());
    }
    return ((InetSocketAddress) server.getListenerInfo().get(0).getAddress()).getPort();
  }

  /** A server that could not start. */
  static final class StartException extends Exception {
    private static final long serialVersionUID = 1L;

    StartException(String message) {
      super(message);
    }
  }
}
