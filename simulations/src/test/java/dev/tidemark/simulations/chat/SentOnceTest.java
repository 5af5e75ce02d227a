package dev.tidemark.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.experiment.Manner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No request reaches the target twice, and what cannot be known is said. */
final class SentOnceTest {
  private static final Manner READ = new Manner.Complete();

  @Test
  void everyRequestCarriesAnIdAndAllShareOneConnection() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.json(200, "{\"answer\":\"" + number + "\"}"));
                  return true;
                });
        Batch batch = send(server.url(), 1, READ, READ, READ)) {
      assertThat(batch.ends()).allMatch(ChatEnd.Completed.class::isInstance);
      assertThat(server.received())
          .extracting(request -> request.header("X-Request-Id"))
          .containsExactly("id-0", "id-1", "id-2");
      assertThat(server.received())
          .extracting(request -> request.header("Authorization"))
          .containsOnly("Bearer t0ken");
      assertThat(server.received())
          .extracting(ScriptedServer.Received::body)
          .containsExactly("{\"prompt\":\"0\"}", "{\"prompt\":\"1\"}", "{\"prompt\":\"2\"}");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatIsCutBeforeTheAnswerIsUnknownAndNothingIsSentAgain() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  if (number % 2 == 0) {
                    return false;
                  }
                  answer.write(ScriptedServer.json(200, "{}"));
                  return true;
                });
        Batch batch = send(server.url(), 1, READ, READ, READ, READ)) {
      List<ChatEnd> ends = batch.ends();
      assertThat(ends).extracting(ChatEnd::asMeant).containsExactly(true, false, true, false);
      assertThat(ends.get(1)).isEqualTo(new ChatEnd.Unknown(Words.CUT));
      assertThat(server.received())
          .extracting(request -> request.header("X-Request-Id"))
          .containsExactly("id-0", "id-1", "id-2", "id-3");
    }
  }

  @Test
  void anAnswerThatIsCutShortFailsAndNothingIsSentAgain() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
                  return false;
                });
        Batch batch = send(server.url(), 1, READ, READ)) {
      assertThat(batch.ends()).containsOnly(new ChatEnd.Failed(Words.CUT_SHORT));
      assertThat(server.received()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatTheTargetClosedBetweenTwoRequestsCostsNone() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(
                      "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
                  return false;
                });
        Batch batch = send(server.url(), 1, READ, READ, READ)) {
      assertThat(batch.ends()).allMatch(ChatEnd.Completed.class::isInstance);
      assertThat(server.received()).hasSize(3);
      assertThat(server.connections()).isEqualTo(3);
    }
  }

  @Test
  void everyRequestOfManyUsersIsAccountedForWhileConnectionsAreCutAtRandom() throws Exception {
    Manner[] many = IntStream.range(0, 2_000).mapToObj(i -> READ).toArray(Manner[]::new);
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  switch (Math.floorMod(request.body().hashCode(), 7)) {
                    case 0 -> {
                      return false;
                    }
                    case 1 -> {
                      answer.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{");
                      return false;
                    }
                    case 2 -> answer.write(ScriptedServer.json(503, "{}"));
                    case 3 -> answer.write(ScriptedServer.json(429, "{}"));
                    default -> answer.write(ScriptedServer.json(200, "{\"fine\":true}"));
                  }
                  return true;
                });
        Batch batch = send(server.url(), 32, many)) {
      assertThat(batch.ends()).hasSize(2_000);
      assertThat(server.received())
          .extracting(request -> request.header("X-Request-Id"))
          .hasSize(2_000)
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @CsvSource({"429,refused", "503,refused", "500,failed", "404,failed", "301,failed"})
  void aStatusThatIsNotSuccessIsToldAsItIs(int status, String end) throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(ScriptedServer.json(status, "{\"error\":\"no\"}"));
                  return true;
                });
        Batch batch = send(server.url(), 1, READ)) {
      ChatEnd expected =
          end.equals("refused")
              ? new ChatEnd.Refused("status " + status)
              : new ChatEnd.Failed("status " + status);
      assertThat(batch.ends()).containsExactly(expected);
    }
  }

  @Test
  void aTargetThatDoesNotListenWasNeverReached() throws Exception {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (Batch batch = send(nobody, 1, READ)) {
      assertThat(batch.ends()).containsExactly(new ChatEnd.Failed("the connection was refused"));
    }
  }

  @Test
  void aTargetThatNeverAnswersIsGivenUpAndSaidToBeUnknown() throws Exception {
    Transport impatient = new Transport(false, Optional.empty(), Duration.ofMillis(300), false);
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  Thread.sleep(60_000);
                  return false;
                });
        Batch batch = Batch.start(server.url(), impatient, 1, false, READ)) {
      assertThat(batch.ends()).containsExactly(new ChatEnd.TimedOut());
      assertThat(server.received()).hasSize(1);
    }
  }

  private static Batch send(URI target, int users, Manner... manners) throws IOException {
    return Batch.start(target, Transport.PLAIN, users, false, manners);
  }
}
