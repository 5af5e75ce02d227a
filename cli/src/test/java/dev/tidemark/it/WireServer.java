package dev.tidemark.it;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;

/**
 * A web server of bare sockets in this JVM, which speaks HTTP/1.1, and HTTP/2 without asking first.
 * It counts what it serves, publishes the count, knows every body that it was sent twice, and does
 * to its connections what no server library would.
 */
final class WireServer implements AutoCloseable {
  private static final int PREFACE = 24;

  private final ServerSocket listening;
  private final Farewell farewell;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> bodies = ConcurrentHashMap.newKeySet();
  private final AtomicLong counted = new AtomicLong();
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong again = new AtomicLong();
  private final AtomicLong farewells = new AtomicLong();

  /** How an HTTP/2 connection ends, and when all connections do. */
  enum Farewell {
    /** GOAWAY after an answer; the next request opens another connection. */
    BETWEEN,
    /** GOAWAY in the middle of an answer, which is sent to its end. */
    MIDDLE,
    /** A warning that names no stream, the answer, then GOAWAY. */
    ANNOUNCED,
    /** The request is left unserved, and GOAWAY says so; then the connection is closed. */
    UNSERVED,
    /** The same, with an error code. */
    UNSERVED_ERROR,
    /** The same, and the connection stays open. */
    UNSERVED_LINGERING,
    /** The request is served, GOAWAY covers it, and the connection is cut without an answer. */
    CUT,
    /** HTTP/1.1: all connections are cut at once, whatever is under way on them. */
    POOL_KILLED
  }

  private WireServer(ServerSocket listening, Farewell farewell) {
    this.listening = listening;
    this.farewell = farewell;
  }

  static WireServer start(Farewell farewell) throws IOException {
    return start(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), farewell);
  }

  /** One that speaks HTTP/2 over TLS alone, and asks clients for a certificate. */
  static WireServer startSecure(SSLContext tls, Farewell farewell) throws IOException {
    SSLServerSocket socket =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 256, InetAddress.getLoopbackAddress());
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"h2"});
    parameters.setNeedClientAuth(true);
    socket.setSSLParameters(parameters);
    return start(socket, farewell);
  }

  private static WireServer start(ServerSocket socket, Farewell farewell) {
    WireServer server = new WireServer(socket, farewell);
    thread("wire-accept", server::accept);
    return server;
  }

  private static void thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket socket = listening.accept();
        socket.setTcpNoDelay(true);
        open.add(socket);
        thread("wire-connection", () -> converse(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void converse(Socket socket) {
    try (socket) {
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = new BufferedOutputStream(socket.getOutputStream());
      in.mark(PREFACE);
      boolean modern = in.read() == 'P' && in.read() == 'R';
      in.reset();
      if (modern) {
        in.readNBytes(PREFACE);
        new WireHttp2(this, farewell, in, out).converse();
      } else {
        new WireHttp1(this, in, out).converse();
      }
    } catch (IOException e) {
      // the other side left, or this one cut it
    } finally {
      open.remove(socket);
    }
  }

  /** Takes note of a request that arrived whole; returns its number, from 1. */
  long arrived(byte[] body) {
    if (!bodies.add(new String(body, StandardCharsets.UTF_8))) {
      again.incrementAndGet();
    }
    return arrived.incrementAndGet();
  }

  void count() {
    counted.incrementAndGet();
  }

  /** Whether this server kills all connections now and then. */
  boolean kills() {
    return farewell == Farewell.POOL_KILLED;
  }

  /** Cuts all connections at once. */
  void killAll() {
    farewells.incrementAndGet();
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException e) {
        // it is gone already
      }
    }
  }

  void saidFarewell() {
    farewells.incrementAndGet();
  }

  /** How often it did what it is there for. */
  long farewells() {
    return farewells.get();
  }

  /** Requests that it was sent a second time. */
  long sentAgain() {
    return again.get();
  }

  long served() {
    return counted.get();
  }

  String stats() {
    return "{\"requestsServed\":" + counted.get() + "}";
  }

  String url() {
    return (listening instanceof SSLServerSocket ? "https" : "http")
        + "://127.0.0.1:"
        + listening.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    killAll();
  }
}
