package dev.tidemark.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Keys;
import dev.tidemark.config.Lengths;
import dev.tidemark.config.RequestSpec;
import dev.tidemark.config.RouteSpec;
import dev.tidemark.config.TlsSpec;
import dev.tidemark.config.TrafficSpec;
import dev.tidemark.traffic.TlsContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The preflight's request over TLS: what is wrong with a certificate is said in one line. */
class TrialRequestTest {
  private static final Map<String, String> PASSWORD =
      Map.of("KEY_PASSWORD", Certificates.PASSWORD, "WRONG", "nope");

  @TempDir private static Path folder;
  private static Path serverKey;
  private static Path serverCertificate;
  private static Path elsewhereKey;
  private static Path elsewhereCertificate;
  private static Path clientKey;
  private static Path clientCertificate;

  private Optional<HttpsServer> server = Optional.empty();

  @BeforeAll
  static void keys() throws IOException, InterruptedException {
    Certificates certificates = new Certificates(folder);
    serverKey = certificates.keyFor("server", "ip:127.0.0.1");
    serverCertificate = certificates.certificateOf("server");
    elsewhereKey = certificates.keyFor("elsewhere", "dns:elsewhere.example");
    elsewhereCertificate = certificates.certificateOf("elsewhere");
    clientKey = certificates.keyFor("client", "dns:client.example");
    clientCertificate = certificates.certificateOf("client");
  }

  @AfterEach
  void stop() {
    server.ifPresent(running -> running.stop(0));
  }

  private static TlsSpec tls(Optional<Path> ca, Optional<Path> certificate) {
    return new TlsSpec(ca, certificate, Optional.empty(), Optional.of("KEY_PASSWORD"));
  }

  /** A server with this key, which asks for a certificate where it trusts one. */
  private URI serve(Path key, Optional<Path> trusted) throws IOException {
    SSLContext context = TlsContext.of(tls(trusted, Optional.of(key)), PASSWORD).orElseThrow();
    HttpsServer started =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = context.getDefaultSSLParameters();
            ssl.setNeedClientAuth(trusted.isPresent());
            parameters.setSSLParameters(ssl);
          }
        });
    started.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    started.start();
    server = Optional.of(started);
    return URI.create("https://127.0.0.1:" + started.getAddress().getPort());
  }

  private static ThrowingCallable trial(URI target, TlsSpec tls) {
    return trial(target, tls, false);
  }

  private static ThrowingCallable trial(URI target, TlsSpec tls, boolean http2) {
    TrafficSpec spec =
        new TrafficSpec(
            List.of(
                new RouteSpec("a", 1, new RequestSpec("POST", "/a", Map.of(), "{}", false, 100)),
                new RouteSpec("b", 1, new RequestSpec("GET", "/b", Map.of(), "", false, 100))),
            new Lengths.Usual(),
            new Lengths.Usual(),
            new Keys.Unique(),
            Optional.empty(),
            tls,
            List.of(),
            http2);
    return () ->
        new TrialRequest(new Traffic(spec, 1, PASSWORD), Duration.ofSeconds(10)).send(target);
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() throws IOException {
    assertThatThrownBy(trial(serve(serverKey, Optional.empty()), TlsSpec.USUAL))
        .isInstanceOf(RunImpossible.class)
        .hasMessageEndingWith("its certificate is not trusted; name the CA's with request.tls.ca")
        .satisfies(e -> assertThat(String.valueOf(e.getMessage()).lines()).hasSize(1));
  }

  @Test
  void withTheCaItIs() throws IOException {
    URI target = serve(serverKey, Optional.empty());
    assertThatCode(trial(target, tls(Optional.of(serverCertificate), Optional.empty())))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCertificateForAnotherNameIsRefused(boolean http2) throws IOException {
    URI target = serve(elsewhereKey, Optional.empty());
    TlsSpec tls = tls(Optional.of(elsewhereCertificate), Optional.empty());
    assertThatThrownBy(trial(target, tls, http2))
        .isInstanceOf(RunImpossible.class)
        .hasMessageContaining("its certificate is for another name than 127.0.0.1");
  }

  @Test
  void aTargetThatWantsACertificateGetsTheClients() throws IOException {
    URI target = serve(serverKey, Optional.of(clientCertificate));
    assertThatThrownBy(trial(target, tls(Optional.of(serverCertificate), Optional.empty())))
        .isInstanceOf(RunImpossible.class)
        .hasMessageContaining("request.tls.certificate");
    assertThatCode(trial(target, tls(Optional.of(serverCertificate), Optional.of(clientKey))))
        .doesNotThrowAnyException();
    assertThatThrownBy(
            trial(target, tls(Optional.of(serverCertificate), Optional.of(elsewhereKey))))
        .isInstanceOf(RunImpossible.class)
        .hasMessageContaining("certificate");
  }

  @Test
  void aWrongPasswordNamesTheFileAndNotThePassword() throws IOException {
    URI target = serve(serverKey, Optional.empty());
    TlsSpec wrong =
        new TlsSpec(
            Optional.empty(), Optional.of(clientKey), Optional.empty(), Optional.of("WRONG"));
    assertThatThrownBy(trial(target, wrong))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("client.p12")
        .hasMessageNotContaining("nope");
  }
}
