package dev.tidemark.experiment;

import dev.tidemark.traffic.Outgoing;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
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
    Outgoing outgoing = traffic.request(ticket);
    HttpUriRequestBase request = request(outgoing);
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
    PlainAnswer answer = new PlainAnswer(arm.gate(), ticket);
    try {
      whole = answer.read(content(response.getEntity()));
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
    end(answer, outgoing.stream(), response.getCode(), whole);
  }

  private static void close(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      // it was read to its end: how the connection goes matters to nobody
    }
  }

  private HttpUriRequestBase request(Outgoing outgoing) {
    HttpUriRequestBase request =
        new HttpUriRequestBase(outgoing.method(), URI.create(arm.url() + outgoing.path()));
    outgoing.headers().forEach(request::setHeader);
    if (outgoing.hasBody()) {
      request.setEntity(new ByteArrayEntity(outgoing.body(), null));
    }
    return request;
  }

  private static InputStream content(HttpEntity entity) throws IOException {
    return entity == null ? InputStream.nullInputStream() : entity.getContent();
  }

  private void end(PlainAnswer answer, boolean stream, int status, boolean whole) {
    Timing timing = answer.timing();
    if (status == 429 || status == 503) {
      arm.gate().refused("status " + status);
    } else if (status < 200 || status > 299) {
      arm.gate()
          .failed(
              "status "
                  + status
                  + OutOfMemoryWords.in(answer.beginning()).map(error -> ": " + error).orElse(""));
    } else if (whole && stream) {
      arm.gate().completed(timing);
    } else if (whole) {
      arm.gate().completed(timing.endToEnd(), timing.bodyBytes());
    } else {
      arm.gate().aborted();
    }
  }
}
