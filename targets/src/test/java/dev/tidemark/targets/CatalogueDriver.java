package dev.tidemark.targets;

import dev.tidemark.targets.catalogue.Truth;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What makes a case of the catalogue grow: requests of every mode, and time. */
final class CatalogueDriver implements AutoCloseable {
  private static final AtomicLong PROMPTS = new AtomicLong();

  private final TargetProcess target;
  private final Truth truth;
  private final int users;
  private final ExecutorService threads;

  CatalogueDriver(TargetProcess target, Truth truth) {
    this.target = target;
    this.truth = truth;
    users = truth.driver() == Truth.Driver.CONCURRENCY ? truth.traffic().concurrency() : 4;
    threads = Executors.newFixedThreadPool(users);
  }

  /** Makes so many events of the driver happen, and returns how many did. */
  double drive(int events) throws Exception {
    long before = counter();
    switch (truth.driver()) {
      case REQUEST, ONSET, CONCURRENCY -> each(events, this::chat);
      case ERROR -> {
        Step step =
            truth.traffic().errorBody().isPresent()
                ? this::errorBody
                : counterName().equals("refused") ? this::badBody : this::chat;
        while (counter() - before < events) { // some are answered
          each(events, step);
        }
      }
      case ABORT -> {
        each(events, this::leave);
        awaitStillCounter();
      }
      case SECOND -> {
        chat();
        long began = System.nanoTime();
        Thread.sleep(1_000L * events);
        return (System.nanoTime() - began) / 1e9;
      }
    }
    return counter() - before;
  }

  /** Gives a case that holds something until it is called again, or for a time, the occasion. */
  void settle() throws Exception {
    Http.get(target.url() + "/memory");
    Thread.sleep(1_000L * truth.waitSeconds());
    if (truth.driver() == Truth.Driver.REQUEST) {
      each(20, this::chat);
    }
    Thread.sleep(1_000L * truth.waitSeconds());
  }

  /** A target sees that a client has left only when it writes to it again. */
  private void awaitStillCounter() throws Exception {
    long last;
    long now = counter();
    do {
      Thread.sleep(500);
      last = now;
      now = counter();
    } while (now != last);
  }

  private String counterName() {
    return switch (truth.driver()) {
      case REQUEST, ONSET, SECOND -> "requestsServed";
      case CONCURRENCY -> "crowded";
      case ABORT -> "aborted";
      case ERROR -> truth.name().startsWith("error-body") ? "refused" : "failed";
    };
  }

  private long counter() throws IOException {
    return Http.get(target.url() + "/stats").json().path(counterName()).asLong();
  }

  /** Something to do that may fail. */
  @FunctionalInterface
  private interface Step {
    void run() throws IOException;
  }

  private void each(int count, Step step) throws Exception {
    List<Future<?>> under = new ArrayList<>();
    for (int user = 0; user < users; user++) {
      int share = count / users + (user < count % users ? 1 : 0);
      under.add(
          threads.submit(
              () -> {
                for (int i = 0; i < share; i++) {
                  step.run();
                }
                return share;
              }));
    }
    for (Future<?> one : under) {
      one.get(60, TimeUnit.SECONDS);
    }
  }

  private void chat() throws IOException {
    Http.post(target.url() + "/api/chat", body(truth.traffic().stream()));
  }

  private void badBody() throws IOException {
    Http.post(target.url() + "/api/chat", "no JSON " + PROMPTS.incrementAndGet());
  }

  /** What makes the one behind the case fail. */
  private void errorBody() throws IOException {
    String prompt = "%0905d".formatted(PROMPTS.incrementAndGet());
    String body =
        truth.traffic().errorBody().orElseThrow().replace(Truth.TrafficNeeded.PROMPT, prompt);
    int status = Http.post(target.url() + "/api/chat", body).code();
    if (status != 500) {
      throw new IOException("it answered " + status + " where it was to fail");
    }
  }

  /** A body that no other request has, as long as those of a run are on average. */
  static String body(boolean stream) {
    return "{\"prompt\":\"prompt %0905d\",\"max_tokens\":100,\"stream\":%s}"
        .formatted(PROMPTS.incrementAndGet(), stream);
  }

  /** Asks for a stream and leaves after its first bytes. */
  private void leave() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.port())) {
      byte[] body = body(true).getBytes(StandardCharsets.US_ASCII);
      socket
          .getOutputStream()
          .write(
              ("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                      + body.length
                      + "\r\n\r\n"
                      + new String(body, StandardCharsets.US_ASCII))
                  .getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      if (in.read(new byte[512]) < 0) {
        throw new IOException("no stream");
      }
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
