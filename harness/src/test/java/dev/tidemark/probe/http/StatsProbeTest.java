package dev.tidemark.probe.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.tidemark.model.GcState;
import dev.tidemark.model.Reading;
import dev.tidemark.probe.Clocks;
import dev.tidemark.probe.Deadline;
import dev.tidemark.probe.ReadRequest;
import dev.tidemark.probe.ReadRequest.Depth;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StatsProbeTest {
  private static final Duration PLENTY = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService handlers = Executors.newCachedThreadPool();
  private HttpServer server;
  private volatile HttpHandler answer = exchange -> reply(exchange, 200, "{\"a\": 1}");

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          answer.handle(exchange);
        });
    server.setExecutor(handlers);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
    handlers.shutdownNow();
  }

  @Test
  void numbersAreReadOverTheSameConnection() {
    try (StatsProbe probe = probe()) {
      assertThat(read(probe, PLENTY)).isInstanceOf(Reading.Measured.class);
      assertThat(read(probe, PLENTY)).isInstanceOf(Reading.Measured.class);
    }
  }

  @Test
  void statusesOtherThanSuccessAreMissed() {
    assertMissed(500, "{\"a\": 1}", "GET /stats answered 500");
    assertMissed(404, "{\"a\": 1}", "GET /stats answered 404");
    assertMissed(401, "", "GET /stats answered 401; check the credentials in the headers");
    assertMissed(302, "", "GET /stats answered 302, a redirect; give the address it leads to");
  }

  @Test
  void bodiesThatAreNoStatisticsAreMissed() {
    assertMissed(200, "", "GET /stats answered no JSON object");
    assertMissed(200, "{\"a\": ", "GET /stats answered no JSON, or JSON that breaks off");
    assertMissed(200, "hello", "GET /stats answered no JSON");
    assertMissed(
        200, "[" + "1234567,".repeat(700_000) + "1]", "GET /stats answered more than 4 MiB");
  }

  @Test
  void anHtmlPageIsCalledOne() {
    answer =
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
          reply(exchange, 200, "<html></html>");
        };
    assertThat(missed(probe(), PLENTY).reason()).contains("HTML page");
  }

  @Test
  void aHangingTargetIsMissedByTheDeadlineAndReadAgainLater() {
    HttpHandler fine = answer;
    answer = exchange -> hang();
    try (StatsProbe probe = probe()) {
      for (int i = 0; i < 3; i++) {
        assertThat(missed(probe, SHORT).reason()).contains("300 ms");
      }
      answer = fine;
      assertThat(read(probe, PLENTY)).isInstanceOf(Reading.Measured.class);
    }
  }

  @Test
  void aSlowDripIsCutAtTheDeadlineAndReadAgainLater() {
    HttpHandler fine = answer;
    HttpHandler drip = this::drip;
    try (StatsProbe probe = probe()) {
      answer = drip;
      assertThat(missed(probe, SHORT).reason()).contains("300 ms");
      for (int i = 0; i < 150; i++) { // one in fifty cuts went unheard, once
        answer = fine;
        assertThat(read(probe, PLENTY)).isInstanceOf(Reading.Measured.class);
        answer = drip;
        missed(probe, Duration.ofMillis(30));
      }
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    while (over.getCount() > 0) {
      out.write(' ');
      out.flush();
      pause(20);
    }
  }

  @Test
  void anAnswerThatBreaksOffIsMissed() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('{');
          exchange.close();
        };
    assertThat(missed(probe(), PLENTY).reason()).startsWith("GET /stats failed: ");
  }

  @Test
  void aPortThatAnsweredAndNowRefusesHasLostItsTarget() {
    try (StatsProbe probe = probe()) {
      assertThat(read(probe, PLENTY)).isInstanceOf(Reading.Measured.class);
      server.stop(0);
      Reading.Missed gap = missed(probe, PLENTY);
      gap = gap.targetGone() ? gap : missed(probe, PLENTY);
      assertThat(gap).isEqualTo(new Reading.Missed("GET /stats failed: connection refused", true));
    }
  }

  @Test
  void aPortThatNeverAnsweredMayBeTheWrongOne() {
    server.stop(0);
    assertThat(missed(probe(), PLENTY))
        .isEqualTo(new Reading.Missed("GET /stats failed: connection refused", false));
  }

  @Test
  void gibberishThatIsNoHttpIsMissed() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      handlers.execute(() -> greetAsMail(socket));
      URI base = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      try (StatsProbe probe = new StatsProbe(StatsRequest.of(base, "/stats"), Clocks.SYSTEM)) {
        assertThat(missed(probe, SHORT).reason()).startsWith("GET /stats ").doesNotContain("\n");
      }
    }
  }

  @Test
  void headersAreSentAndNeverPrinted() {
    answer =
        exchange -> {
          asked.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
          reply(exchange, 403, "");
        };
    StatsRequest request =
        new StatsRequest(
            base(),
            "/stats?token=hunter3",
            Map.of("Authorization", "Bearer hunter2"),
            Map.of(),
            Set.of(),
            Optional.empty());
    try (StatsProbe probe = new StatsProbe(request, Clocks.SYSTEM)) {
      assertThat(missed(probe, PLENTY).reason()).contains("403").doesNotContain("hunter");
      assertThat(asked).containsExactly("GET /stats?token=hunter3", "Bearer hunter2");
      assertThat(request.toString()).doesNotContain("hunter");
    }
  }

  @Test
  void aFloorAsksForACollectionFirst() {
    StatsRequest request =
        new StatsRequest(
            base(), "/stats", Map.of(), Map.of(), Set.of(), Optional.of("POST /gc?full=1"));
    try (StatsProbe probe = new StatsProbe(request, Clocks.SYSTEM)) {
      assertThat(probe.capabilities().canForceCollection()).isTrue();
      assertThat(read(probe, Depth.LIGHT, PLENTY)).isInstanceOf(Reading.Measured.class);
      assertThat(asked).containsExactly("GET /stats");
      assertThat(((Reading.Measured) read(probe, Depth.FLOOR, PLENTY)).samples())
          .allMatch(sample -> sample.gc() == GcState.AFTER_GC);
      assertThat(asked).containsExactly("GET /stats", "POST /gc?full=1", "GET /stats");
    }
  }

  @Test
  void aCollectionThatIsRefusedIsNoFloor() {
    answer =
        exchange ->
            reply(exchange, exchange.getRequestURI().getPath().equals("/gc") ? 405 : 200, "[1]");
    StatsRequest request =
        new StatsRequest(base(), "/stats", Map.of(), Map.of(), Set.of(), Optional.of("GET /gc"));
    try (StatsProbe probe = new StatsProbe(request, Clocks.SYSTEM)) {
      assertThat(read(probe, Depth.FLOOR, PLENTY))
          .isEqualTo(new Reading.Missed("GET /gc answered 405", false));
    }
  }

  @Test
  void requestsThatCannotWorkAreRefusedAtOnce() {
    assertThatThrownBy(() -> StatsRequest.of(URI.create("ftp://x"), "/stats"))
        .hasMessageContaining("http://");
    assertThatThrownBy(() -> StatsRequest.of(URI.create("http://a:b@x"), "/stats"))
        .hasMessageContaining("Authorization");
    assertThatThrownBy(() -> StatsRequest.of(base(), "stats")).hasMessageContaining("begin with /");
  }

  private void assertMissed(int status, String body, String reason) {
    answer = exchange -> reply(exchange, status, body);
    try (StatsProbe probe = probe()) {
      assertThat(missed(probe, PLENTY).reason()).startsWith(reason).doesNotContain("\n");
    }
  }

  private URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private StatsProbe probe() {
    return new StatsProbe(StatsRequest.of(base(), "/stats"), Clocks.SYSTEM);
  }

  private static Reading.Missed missed(StatsProbe probe, Duration timeout) {
    Reading reading = read(probe, timeout);
    assertThat(reading).isInstanceOf(Reading.Missed.class);
    return (Reading.Missed) reading;
  }

  private static Reading read(StatsProbe probe, Duration timeout) {
    return read(probe, Depth.LIGHT, timeout);
  }

  private static Reading read(StatsProbe probe, Depth depth, Duration timeout) {
    return probe.read(new ReadRequest(depth, Deadline.after(timeout, Clocks.SYSTEM.monotonic())));
  }

  private static void greetAsMail(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      byte[] greeting = "220 smtp ready\r\n\r\n".repeat(300).getBytes(StandardCharsets.UTF_8);
      client.getOutputStream().write(greeting);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hang() {
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
