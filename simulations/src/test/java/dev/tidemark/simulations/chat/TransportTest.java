package dev.tidemark.simulations.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.TlsSpec;
import dev.tidemark.experiment.Manner;
import dev.tidemark.traffic.TlsContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, certificates and cookies. */
final class TransportTest {
  private static final Manner READ = new Manner.Complete();
  private static final Map<String, String> ENVIRONMENT =
      Map.of("KEY_PASSWORD", Certificates.PASSWORD);
  private static final String LARGE = "x".repeat(3_000_000);

  @TempDir private static Path folder;
  private static Path serverCa;
  private static Path otherCa;
  private static Path client;
  private static SSLContext serverTls;

  @BeforeAll
  static void certificates() throws Exception {
    Certificates made = new Certificates(folder);
    Path server = made.keyFor("server", "IP:127.0.0.1");
    made.keyFor("other", "IP:127.0.0.1");
    client = made.keyFor("client", "DNS:client");
    serverCa = made.certificateOf("server");
    otherCa = made.certificateOf("other");
    KeyStore keys = KeyStore.getInstance(server.toFile(), Certificates.PASSWORD.toCharArray());
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, Certificates.PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(KeyStore.getInstance(client.toFile(), Certificates.PASSWORD.toCharArray()));
    KeyStore clients = KeyStore.getInstance("PKCS12");
    clients.load(null, null);
    clients.setCertificateEntry(
        "client",
        KeyStore.getInstance(client.toFile(), Certificates.PASSWORD.toCharArray())
            .getCertificate("client"));
    trusted.init(clients);
    serverTls = SSLContext.getInstance("TLS");
    serverTls.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void http2IsSpokenOnPlainAndOnSecureConnections(boolean secure) throws Exception {
    Optional<SSLContext> tls = secure ? Optional.of(serverTls) : Optional.empty();
    try (ModernServer server =
            ModernServer.answering(LARGE, HttpVersionPolicy.FORCE_HTTP_2, tls, false);
        Batch batch =
            Batch.start(
                server.url(), transport(true, trusting(serverCa)), 2, false, READ, READ, READ)) {
      assertThat(batch.ends()).hasSize(3).hasOnlyElementsOfType(ChatEnd.Completed.class);
      assertThat(server.ids()).containsExactlyInAnyOrder("id-0", "id-1", "id-2");
    }
  }

  @Test
  void anAnswerOverHttp2IsGivenUpAndTheNextOneIsWhole() throws Exception {
    try (ModernServer server =
            ModernServer.answering(LARGE, HttpVersionPolicy.FORCE_HTTP_2, Optional.empty(), false);
        Batch batch =
            Batch.start(
                server.url(),
                transport(true, TlsSpec.USUAL),
                1,
                false,
                new Manner.AbortAfterBytes(1_000),
                READ,
                new Manner.AbortAfterTime(Duration.ZERO),
                READ)) {
      assertThat(batch.ends())
          .extracting(end -> end.getClass().getSimpleName())
          .startsWith("Aborted", "Completed")
          .endsWith("Completed")
          .doesNotContain("Failed", "Unknown");
      assertThat(server.ids()).containsExactly("id-0", "id-1", "id-2", "id-3");
    }
  }

  @Test
  void aStreamOverHttp2IsHeldAndReadOn() throws Exception {
    try (ModernServer server =
            ModernServer.answering(LARGE, HttpVersionPolicy.FORCE_HTTP_2, Optional.empty(), false);
        Batch batch =
            Batch.start(
                server.url(), transport(true, TlsSpec.USUAL), 1, false, new Manner.Hold())) {
      assertThat(batch.awaitHeld()).isTrue();
      assertThat(batch.soFar()).isEmpty();
      batch.release();
      assertThat(batch.ends()).hasOnlyElementsOfType(ChatEnd.Completed.class);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNeverTalkedTo() throws Exception {
    try (ModernServer server =
            ModernServer.answering(
                "{}", HttpVersionPolicy.FORCE_HTTP_1, Optional.of(serverTls), false);
        Batch batch =
            Batch.start(server.url(), transport(false, trusting(otherCa)), 1, false, READ)) {
      assertThat(batch.ends())
          .containsExactly(
              new ChatEnd.Failed(
                  "no secure connection: the certificate or the protocol does not match"));
      assertThat(server.ids()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerWhoseCertificateIsForAnotherNameIsNeverTalkedTo(boolean http2) throws Exception {
    HttpVersionPolicy version =
        http2 ? HttpVersionPolicy.FORCE_HTTP_2 : HttpVersionPolicy.FORCE_HTTP_1;
    try (ModernServer server =
            ModernServer.answering("{}", version, Optional.of(serverTls), false);
        Batch batch =
            Batch.start(
                URI.create("https://localhost:" + server.url().getPort()),
                transport(http2, trusting(serverCa)),
                1,
                false,
                READ)) {
      assertThat(batch.ends())
          .containsExactly(
              new ChatEnd.Failed(
                  "no secure connection: the certificate or the protocol does not match"));
      assertThat(server.ids()).isEmpty();
    }
  }

  @Test
  void theClientShowsItsCertificateWhereTheTargetAsksForOne() throws Exception {
    TlsSpec shown =
        new TlsSpec(
            Optional.of(serverCa),
            Optional.of(client),
            Optional.empty(),
            Optional.of("KEY_PASSWORD"));
    try (ModernServer server =
        ModernServer.answering(
            "{}", HttpVersionPolicy.FORCE_HTTP_1, Optional.of(serverTls), true)) {
      try (Batch with = Batch.start(server.url(), transport(false, shown), 1, false, READ);
          Batch without =
              Batch.start(server.url(), transport(false, trusting(serverCa)), 1, false, READ)) {
        assertThat(with.ends()).hasOnlyElementsOfType(ChatEnd.Completed.class);
        assertThat(without.ends()).noneMatch(ChatEnd::asMeant);
      }
      assertThat(server.ids()).hasSize(1);
    }
  }

  @Test
  void whatIsWrongWithAFileIsSaidInOneLine() throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "nothing\n");
    assertThatThrownBy(() -> context(trusting(nothing)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("request.tls.ca: " + nothing + " holds no certificate in PEM");
    TlsSpec wrong =
        new TlsSpec(
            Optional.empty(), Optional.of(client), Optional.empty(), Optional.of("NOT_SET"));
    assertThatThrownBy(() -> context(wrong)).hasMessageContaining("NOT_SET, which is not set");
    Path missing = folder.resolve("missing.pem");
    assertThatThrownBy(() -> context(trusting(missing)))
        .hasMessage("request.tls.ca: " + missing + " cannot be read");
  }

  @Test
  void whatTheTargetSetsIsSentBackByEachUserItsOwn() throws Exception {
    try (ScriptedServer server =
            ScriptedServer.start(
                (number, request, answer) -> {
                  answer.write(
                      "HTTP/1.1 200 OK\r\nSet-Cookie: seen="
                          + number
                          + "; Path=/api\r\nSet-Cookie: other=1; Path=/elsewhere\r\n"
                          + "Content-Length: 2\r\n\r\n{}");
                  return true;
                });
        Batch batch =
            Batch.start(
                server.url(),
                new Transport(false, Optional.empty(), Duration.ofSeconds(10), true),
                1,
                false,
                READ,
                READ,
                READ)) {
      assertThat(batch.ends()).hasSize(3);
      assertThat(server.received())
          .extracting(request -> String.valueOf(request.header("Cookie")))
          .isEqualTo(List.of("null", "seen=1", "seen=2"));
    }
  }

  private static TlsSpec trusting(Path ca) {
    return new TlsSpec(Optional.of(ca), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Optional<SSLContext> context(TlsSpec tls) {
    return TlsContext.of(tls, ENVIRONMENT);
  }

  private static Transport transport(boolean http2, TlsSpec tls) {
    return new Transport(http2, context(tls), Duration.ofSeconds(10), false);
  }
}
