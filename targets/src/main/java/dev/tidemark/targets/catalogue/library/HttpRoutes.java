package dev.tidemark.targets.catalogue.library;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * Leases a connection of HttpClient 5 for a new host each time: the pool keeps a record of every
 * route that it ever saw.
 */
final class HttpRoutes implements Case {
  private final PoolingHttpClientConnectionManager connections =
      new PoolingHttpClientConnectionManager();

  @Override
  public void onRequest(Call call) throws IOException {
    HttpRoute route =
        new HttpRoute(new HttpHost("http", "hooks-" + call.number() + ".invalid", 80));
    try {
      ConnectionEndpoint endpoint =
          connections.lease("hook", route, Timeout.ofSeconds(1), null).get(Timeout.ofSeconds(1));
      connections.release(endpoint, null, TimeValue.ZERO_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }
}
