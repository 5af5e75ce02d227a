package dev.tidemark.targets.catalogue.modes;

import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.LoopbackServer;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.WholeBody;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.BasicHttpClientResponseHandler;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * What stands behind a case: a server of its own, reached over HTTP, that answers with 500 where it
 * is asked for the model {@value #FAILS}.
 */
final class ModelBehind {
  static final String FAILS = "tidemark-fails";
  private static final int CONNECTIONS = 16;

  private final URI address;
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(CONNECTIONS)
                  .setMaxConnPerRoute(CONNECTIONS)
                  .build())
          .disableAutomaticRetries()
          .build();

  private ModelBehind(URI address) {
    this.address = address;
  }

  static ModelBehind start() {
    WholeBody answers =
        new WholeBody(
            (exchange, body) -> {
              boolean fails = new String(body, StandardCharsets.UTF_8).contains(FAILS);
              Replies.json(exchange, fails ? 500 : 200, Json.object().put("answer", "noted"));
            });
    return new ModelBehind(URI.create("http://127.0.0.1:" + LoopbackServer.beside(answers)));
  }

  /** Asks it; an answer of 300 and more is an exception. */
  void ask(byte[] body) throws IOException {
    HttpPost post = new HttpPost(address);
    post.setEntity(new ByteArrayEntity(body, null));
    client.execute(post, new BasicHttpClientResponseHandler());
  }
}
