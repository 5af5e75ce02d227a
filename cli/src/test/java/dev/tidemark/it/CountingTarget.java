package dev.tidemark.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** A web server in this JVM that counts what it serves, publishes the count, and behaves badly. */
final class CountingTarget implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final LongFunction<Conduct> conduct;
  private final AtomicLong arrived = new AtomicLong();
  private final AtomicLong counted = new AtomicLong();

  /** What becomes of one request. */
  enum Conduct {
    ANSWERED,
    /** 429, and not counted. */
    REFUSED,
    /** 503, and counted all the same. */
    UNAVAILABLE,
    /** Counted, and its connection cut without an answer. */
    CUT,
    /** Its connection cut before it is counted. */
    CUT_UNSERVED,
    /** Answered after a while. */
    SLOW,
    /** Counted twice, as one that a proxy in between has sent again. */
    TWICE
  }

  private CountingTarget(
      HttpServer server, ExecutorService threads, LongFunction<Conduct> conduct) {
    this.server = server;
    this.threads = threads;
    this.conduct = conduct;
  }

  /**
   * Starts one.
   *
   * @param conduct by the number of the request, from 1
   */
  static CountingTarget start(LongFunction<Conduct> conduct) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "counting-target");
              thread.setDaemon(true);
              return thread;
            });
    CountingTarget target = new CountingTarget(server, threads, conduct);
    server.setExecutor(threads);
    server.createContext("/stats", target::stats);
    server.createContext("/", target::serve);
    server.start();
    return target;
  }

  private void stats(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "{\"requestsServed\":" + counted.get() + "}");
  }

  private void serve(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (body.length == 0 || body[body.length - 1] != '}') {
      counted.incrementAndGet();
      answer(exchange, 400, "{}");
      return;
    }
    switch (conduct.apply(arrived.incrementAndGet())) {
      case ANSWERED -> {
        counted.incrementAndGet();
        answer(exchange, 200, "{}");
      }
      case REFUSED -> answer(exchange, 429, "{}");
      case UNAVAILABLE -> {
        counted.incrementAndGet();
        answer(exchange, 503, "{}");
      }
      case CUT -> {
        counted.incrementAndGet();
        exchange.close();
      }
      case CUT_UNSERVED -> exchange.close();
      case SLOW -> {
        counted.incrementAndGet();
        pause();
        answer(exchange, 200, "{}");
      }
      case TWICE -> {
        counted.addAndGet(2);
        answer(exchange, 200, "{}");
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(150);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("closed", e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
