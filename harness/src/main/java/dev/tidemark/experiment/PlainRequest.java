package dev.tidemark.experiment;

import dev.tidemark.traffic.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/** Sends requests of one arm as their tickets ask, and gives each ticket back by its end. */
final class PlainRequest {
  private final CloseableHttpClient client;
  private final Arm arm;
  private final Traffic traffic;

  PlainRequest(CloseableHttpClient client, Arm arm, Traffic traffic) {
    this.client = client;
    this.arm = arm;
    this.traffic = traffic;
  }

  void send(Ticket ticket) {
    HttpUriRequestBase request = request(ticket);
    boolean answered = false;
    try (ClassicHttpResponse response = client.executeOpen(null, request, null)) {
      answered = true;
      int status = response.getCode();
      PlainAnswer answer = new PlainAnswer(arm.gate(), ticket);
      boolean whole = answer.read(content(response.getEntity()));
      if (!whole) {
        request.cancel();
      }
      end(ticket, status, whole);
    } catch (ConnectTimeoutException | HttpHostConnectException e) {
      arm.gate().failed("no connection");
    } catch (SocketTimeoutException e) {
      arm.gate().timedOut();
    } catch (IOException | IllegalStateException e) {
      if (answered) {
        arm.gate().failed("the answer broke off");
      } else {
        arm.gate().unknown("no answer");
      }
    }
  }

  private HttpUriRequestBase request(Ticket ticket) {
    Outgoing outgoing = traffic.request(ticket.index());
    HttpUriRequestBase request =
        new HttpUriRequestBase(outgoing.method(), URI.create(arm.url() + outgoing.path()));
    outgoing.headers().forEach(request::setHeader);
    byte[] body = outgoing.body();
    if (ticket.manner() instanceof Manner.BadBody) {
      String good = new String(body, StandardCharsets.UTF_8);
      body = BadBodies.of(good, ticket.index()).getBytes(StandardCharsets.UTF_8);
    }
    if (body.length > 0) {
      request.setEntity(new ByteArrayEntity(body, null));
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
