package dev.tidemark.targets.proxy;

import dev.tidemark.targets.program.Json;
import java.io.IOException;
import java.net.URI;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The LLM behind the proxy, over pooled connections, one for each worker; never retries. */
final class Upstream {
  private static final Timeout PATIENCE = Timeout.ofSeconds(60);

  private final URI completions;
  private final CloseableHttpClient client;

  /** What is done with a 2xx answer while its connection is held. */
  @FunctionalInterface
  interface Answer {
    void take(ClassicHttpResponse response) throws IOException;
  }

  private Upstream(URI completions, CloseableHttpClient client) {
    this.completions = completions;
    this.client = client;
  }

  static Upstream at(URI base, int connections) {
    String path = base.getPath() == null ? "" : base.getPath().replaceAll("/+$", "");
    return new Upstream(
        base.resolve(path + "/v1/chat/completions"),
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .setDefaultSocketConfig(SocketConfig.custom().setTcpNoDelay(true).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.ofSeconds(5))
                            .setSocketTimeout(PATIENCE)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(PATIENCE).build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableCookieManagement()
            .disableAuthCaching()
            .disableContentCompression()
            .build());
  }

  /**
   * Asks for a completion.
   *
   * @throws IOException when the upstream cannot be reached, breaks off, or answers other than 2xx
   */
  void complete(ChatRequest request, @Nullable String authorization, Answer answer)
      throws IOException {
    HttpPost post = new HttpPost(completions);
    post.setEntity(
        new ByteArrayEntity(Json.bytes(request.forward()), ContentType.APPLICATION_JSON));
    if (authorization != null) {
      post.setHeader(HttpHeaders.AUTHORIZATION, authorization);
    }
    client.execute(
        post,
        response -> {
          take(response, answer);
          return completions;
        });
  }

  private static void take(ClassicHttpResponse response, Answer answer)
      throws IOException, HttpException {
    if (response.getCode() / 100 != 2 || response.getEntity() == null) {
      throw new IOException("it answered " + response.getCode());
    }
    answer.take(response);
  }
}
