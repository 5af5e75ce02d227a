package dev.tidemark.experiment;

import dev.tidemark.config.RequestSpec;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Sends requests of one arm as their tickets ask, and gives each ticket back by its end. */
final class PlainRequest {
  private final CloseableHttpClient client;
  private final Arm arm;
  private final Traffic traffic;
  private final Map<String, String> headers;

  PlainRequest(CloseableHttpClient client, Arm arm, Traffic traffic) {
    this.client = client;
    this.arm = arm;
    this.traffic = traffic;
    this.headers = traffic.headers();
  }

  void send(Ticket ticket) {
    HttpUriRequestBase request = request(ticket);
    ClassicHttpResponse response;
    try {
      response = client.executeOpen(null, request, null);
    } catch (ConnectTimeoutException | HttpHostConnectException e) {
      arm.gate().failed("no connection");
      return;
    } catch (SocketTimeoutException e) {
      arm.gate().timedOut();
      return;
    } catch (IOException | IllegalStateException e) {
      arm.gate().unknown("no answer");
      return;
    }
    boolean whole;
    try {
      whole = new PlainAnswer(arm.gate(), ticket).read(content(response.getEntity()));
    } catch (IOException | IllegalStateException e) {
      request.cancel();
      arm.gate().failed("the answer broke off");
      return;
    }
    if (whole) {
      close(response);
    } else {
      request.cancel();
    }
    end(ticket, response.getCode(), whole);
  }

  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // it was read to its end: how the connection goes matters to nobody
    }
  }

  private HttpUriRequestBase request(Ticket ticket) {
    RequestSpec spec = traffic.spec();
    HttpUriRequestBase request =
        new HttpUriRequestBase(spec.method(), URI.create(arm.url() + spec.path()));
    headers.forEach(request::setHeader);
    String body = spec.body().isEmpty() ? "" : traffic.body(ticket.index());
    if (ticket.manner() instanceof Manner.BadBody) {
      body = BadBodies.of(body, ticket.index());
    }
    if (!body.isEmpty()) {
      request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    }
    return request;
  }

  private static InputStream content(HttpEntity entity) throws IOException {
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  private void end(Ticket ticket, int status, boolean whole) {
    if (status == 429 || status == 503) {
      arm.gate().refused("status " + status);
    } else if (status < 200 || status > 299) {
      arm.gate().failed("status " + status);
    } else if (whole) {
      arm.gate().completed(Duration.ofNanos(System.nanoTime() - ticket.dueNanos()));
    } else {
      arm.gate().aborted();
    }
  }
}
