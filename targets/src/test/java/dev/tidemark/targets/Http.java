package dev.tidemark.targets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The tests' HTTP client: whole answers over keep-alive connections. */
final class Http {
  static final ObjectMapper MAPPER = new ObjectMapper();

  private static final CloseableHttpClient CLIENT =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(100)
                  .setMaxConnPerRoute(100)
                  .build())
          .disableAutomaticRetries()
          .build();

  private Http() {}

  /** A whole answer. */
  record Answer(int code, String contentType, boolean lengthKnown, String body) {
    JsonNode json() throws IOException {
      return MAPPER.readTree(body);
    }

    /** The data of every server-sent event. */
    List<String> events() {
      List<String> data = new ArrayList<>();
      for (String event : body.split("\n\n", -1)) {
        if (event.startsWith("data: ")) {
          data.add(event.substring("data: ".length()));
        }
      }
      return data;
    }

    /** The content of a chat completion, in either form. */
    String content() throws IOException {
      if (!contentType.startsWith("text/event-stream")) {
        return json().at("/choices/0/message/content").textValue();
      }
      StringBuilder content = new StringBuilder();
      for (String data : events()) {
        if (!data.equals("[DONE]")) {
          content.append(MAPPER.readTree(data).at("/choices/0/delta/content").asText(""));
        }
      }
      return content.toString();
    }
  }

  static Answer get(String url) throws IOException {
    return send(new HttpGet(url));
  }

  static Answer post(String url, String body) throws IOException {
    return send(withBody(url, body));
  }

  static Answer postAs(String authorization, String url, String body) throws IOException {
    HttpPost post = withBody(url, body);
    post.setHeader("Authorization", authorization);
    return send(post);
  }

  private static HttpPost withBody(String url, String body) {
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    return post;
  }

  private static Answer send(HttpUriRequestBase request) throws IOException {
    return CLIENT.execute(
        request,
        response -> {
          Header type = response.getFirstHeader("Content-Type");
          return new Answer(
              response.getCode(),
              type == null ? "" : type.getValue(),
              response.containsHeader("Content-Length"),
              EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8));
        });
  }
}
