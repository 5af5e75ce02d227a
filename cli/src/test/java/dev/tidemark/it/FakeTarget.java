package dev.tidemark.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A web server in this JVM that behaves badly in one way. */
final class FakeTarget implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong requests = new AtomicLong();

  private FakeTarget(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /** Answers every request with this status and text. */
  static FakeTarget answering(int status, String text) throws IOException {
    return start(target -> exchange -> answer(exchange, status, text));
  }

  /** Answers so many requests, and leaves all after them without an answer. */
  static FakeTarget hangingAfter(long answered) throws IOException {
    return start(
        target ->
            exchange -> {
              if (target.requests.incrementAndGet() > answered) {
                target.hang();
              } else {
                answer(exchange, 200, "{}");
              }
            });
  }

  /** How a fake answers. */
  @FunctionalInterface
  private interface Manners {
    HttpHandler of(FakeTarget target);
  }

  private static FakeTarget start(Manners manners) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
    ExecutorService threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "fake-target");
              thread.setDaemon(true);
              return thread;
            });
    FakeTarget target = new FakeTarget(server, threads);
    server.setExecutor(threads);
    server.createContext("/", manners.of(target));
    server.start();
    return target;
  }

  private void hang() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the fake target is closed");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getRequestBody().readAllBytes();
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
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
