package dev.tidemark.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy before an upstream that is away, refuses, breaks off, or takes its time. */
final class AiProxyUpstreamFailureTest {
  private static final String CHAT = "{\"prompt\":\"Tides?\",\"stream\":true}";
  private static final String HALF_AN_ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n"
          + "x".repeat(40_000);

  private static TargetProcess proxy(String mode, String upstream) throws IOException {
    return TargetProcess.start(TargetProcess.PROXY, "--mode", mode, "--upstream", upstream);
  }

  private static void assertBadGateway(TargetProcess proxy) throws IOException {
    Http.Answer answer = Http.post(proxy.url() + "/api/chat", CHAT);
    assertThat(answer.code()).isEqualTo(502);
    assertThat(answer.json().path("error").textValue())
        .startsWith("the upstream failed: ")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky", "fixed"})
  void anUnreachableUpstreamIsABadGateway(String mode) throws IOException {
    int unused;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      unused = socket.getLocalPort();
    }
    try (TargetProcess proxy = proxy(mode, "http://127.0.0.1:" + unused)) {
      assertBadGateway(proxy);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaky", "fixed"})
  void anUpstreamThatAnswersAnErrorIsABadGateway(String mode) throws IOException {
    String error = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";
    try (StubUpstream stub = StubUpstream.start(error, "");
        TargetProcess proxy = proxy(mode, stub.url())) {
      stub.goOn();
      assertBadGateway(proxy);
    }
  }

  @Test
  void anUpstreamThatBreaksOffIsABadGatewayWhereTheAnswerIsBuffered() throws IOException {
    try (StubUpstream stub = StubUpstream.start(HALF_AN_ANSWER, "");
        TargetProcess proxy = proxy("leaky", stub.url())) {
      stub.goOn();
      assertBadGateway(proxy);
    }
  }

  @Test
  void anUpstreamThatBreaksOffCutsTheAnswerThatStreams() throws IOException {
    try (StubUpstream stub = StubUpstream.start(HALF_AN_ANSWER, "");
        TargetProcess proxy = proxy("fixed", stub.url())) {
      stub.goOn();
      assertThatThrownBy(() -> Http.post(proxy.url() + "/api/chat", CHAT))
          .isInstanceOf(IOException.class);
      assertThat(Http.get(proxy.url() + "/health").code()).isEqualTo(200);
    }
  }

  @Test
  void theFixedBuildPassesAnEventOnBeforeTheNextOneExists() throws IOException {
    String first =
        """
        HTTP/1.1 200 OK\r
        Content-Type: text/event-stream\r
        Transfer-Encoding: chunked\r
        \r
        d\r
        data: first

        \r
        """;
    String second = "e\r\ndata: [DONE]\n\n\r\n0\r\n\r\n";
    try (StubUpstream stub = StubUpstream.start(first, second);
        TargetProcess proxy = proxy("fixed", stub.url());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
      client.setSoTimeout(20_000);
      client
          .getOutputStream()
          .write(
              ("POST /api/chat HTTP/1.1\r\nHost: x\r\nContent-Length: "
                      + CHAT.length()
                      + "\r\n\r\n"
                      + CHAT)
                  .getBytes(StandardCharsets.US_ASCII));
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));

      readUntil(in, "data: first");
      stub.goOn();
      readUntil(in, "data: [DONE]");
    }
  }

  private static void readUntil(BufferedReader in, String wanted) throws IOException {
    String line = in.readLine();
    while (line != null && !line.equals(wanted)) {
      line = in.readLine();
    }
    assertThat(line).isEqualTo(wanted);
  }
}
