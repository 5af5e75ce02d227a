package dev.tidemark.probe.jvm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Sends requests of the Jolokia protocol, version 7, one at a time. */
final class JolokiaClient {
  /** Longer than any reading may take: readings have deadlines of their own. */
  private static final Timeout LONGEST = Timeout.ofMinutes(2);

  private static final int LARGEST = 64 << 20;

  static final ObjectMapper JSON = new JsonMapper();

  private final URI url;
  private final Optional<Credentials> credentials;
  private final CloseableHttpClient client;

  private JolokiaClient(URI url, Optional<Credentials> credentials, CloseableHttpClient client) {
    this.url = url;
    this.credentials = credentials;
    this.client = client;
  }

  static JolokiaClient open(URI url, RemoteAccess access) throws JvmUnavailable {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(1)
            .setMaxConnPerRoute(1)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom().setConnectTimeout(Timeout.ofSeconds(10)).build());
    if (access.trustStore().isPresent()) {
      SSLContext context = Trust.adding(access.trustStore().get());
      connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(context));
    }
    CloseableHttpClient client =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(LONGEST).build())
            .setUserAgent("tidemark")
            .disableRedirectHandling()
            .disableCookieManagement()
            .build();
    return new JolokiaClient(url, access.credentials(), client);
  }

  /**
   * The answer to one request: its {@code status} is 200, or the bean or operation is at fault.
   *
   * @throws SecurityException if the agent asks for another user
   */
  JsonNode send(JsonNode request) throws IOException {
    HttpPost post = new HttpPost(url);
    credentials.ifPresent(login -> post.setHeader("Authorization", "Basic " + encoded(login)));
    post.setEntity(
        new StringEntity(JSON.writeValueAsString(request), ContentType.APPLICATION_JSON));
    return client.execute(
        post,
        response -> {
          int status = response.getCode();
          String text = EntityUtils.toString(response.getEntity(), LARGEST);
          if (status == 401 || status == 403) {
            throw new SecurityException(
                credentials.isPresent()
                    ? "status " + status + "; check user and password"
                    : "status "
                        + status
                        + "; set TIDEMARK_JMX_USER and TIDEMARK_JMX_PASSWORD, or name a credentials"
                        + " file");
          }
          if (status != 200) {
            throw new IOException("it answered " + status + "; is there a Jolokia agent?");
          }
          return JSON.readTree(text == null ? "" : text);
        });
  }

  private static String encoded(Credentials login) {
    return Base64.getEncoder()
        .encodeToString((login.user() + ":" + login.password()).getBytes(StandardCharsets.UTF_8));
  }

  void close() {
    client.close(CloseMode.IMMEDIATE);
  }
}
