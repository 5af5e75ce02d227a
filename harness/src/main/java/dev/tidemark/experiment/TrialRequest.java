package dev.tidemark.experiment;

import dev.tidemark.probe.http.WebClient;
import dev.tidemark.traffic.Outgoing;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http2.H2ConnectionException;

/** The requests before the traffic: the first of each route, and they must be answered with 2xx. */
final class TrialRequest {
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final Traffic traffic;
  private final Duration patience;

  TrialRequest(Traffic traffic, Duration patience) {
    this.traffic = traffic;
    this.patience = patience;
  }

  /**
   * Sends one request to every route.
   *
   * @throws RunImpossible if one is not answered with 2xx; the message names the remedy
   */
  void send(URI target) throws RunImpossible {
    for (Outgoing outgoing : traffic.trials()) {
      send(target, outgoing);
    }
  }

  private void send(URI target, Outgoing outgoing) throws RunImpossible {
    URI uri = URI.create(target + outgoing.path());
    String what = outgoing.method() + " " + uri;
    try {
      int status = status(uri, outgoing);
      if (status < 200 || status > 299) {
        throw new RunImpossible(what + " answered " + status + "; " + remedy(status));
      }
    } catch (UnknownHostException e) {
      throw new RunImpossible(
          what + ": the host " + target.getHost() + " is not known; check --target", e);
    } catch (HttpHostConnectException | ConnectTimeoutException e) {
      throw new RunImpossible(
          what + ": nothing answers there; start the target, or check host and port of --target",
          e);
    } catch (H2ConnectionException e) {
      throw new RunImpossible(what + ": it does not speak HTTP/2 there; leave request.http out", e);
    } catch (SSLException e) {
      throw new RunImpossible(what + ": " + TlsWords.of(e, target.getHost()), e);
    } catch (SocketException | ConnectionClosedException | NoHttpResponseException e) {
      throw new RunImpossible(what + ": it cut the connection" + whyCut(target), e);
    } catch (IOException e) {
      throw new RunImpossible(
          what
              + " was not answered within "
              + patience.toSeconds()
              + " s: "
              + e.getMessage()
              + "; try it with curl, then again",
          e);
    }
  }

  private String whyCut(URI target) {
    String modern = traffic.http2() ? "; it may not speak HTTP/2: leave request.http out" : "";
    return "https".equals(target.getScheme())
        ? "; it may want another certificate of the client: name it with request.tls.certificate"
            + modern
        : modern.isEmpty() ? " without an answer; look at its log" : modern;
  }

  private int status(URI uri, Outgoing outgoing) throws IOException {
    try (WebClient client = new WebClient(traffic.wire(CONNECT))) {
      byte[] body = outgoing.hasBody() ? outgoing.body() : new byte[0];
      return client
          .sendAndDrain(
              new WebClient.Message(outgoing.method(), uri, outgoing.headers(), body), patience)
          .status();
    }
  }

  private static String remedy(int status) {
    return switch (status) {
      case 404 ->
          "name the right path with --request-path, or a body with request.body in tidemark.yaml";
      case 401, 403 ->
          "it wants to know who asks: put request.headers with ${NAME} into tidemark.yaml, and NAME into the environment";
      case 400, 422 ->
          "it does not like the body: set request.body in tidemark.yaml, or a smaller --max-tokens";
      case 405 -> "set request.method in tidemark.yaml";
      case 429 ->
          "it limits the rate already: lift the limit for this client, or use a lower --concurrency";
      default ->
          status >= 500
              ? "the target fails before any load: look at its log"
              : "the request must be answered with 2xx: set request in tidemark.yaml";
    };
  }
}
