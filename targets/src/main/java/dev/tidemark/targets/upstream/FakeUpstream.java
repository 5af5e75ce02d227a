package dev.tidemark.targets.upstream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.Routes;
import dev.tidemark.targets.program.TargetProgram;
import dev.tidemark.targets.program.UsageException;
import dev.tidemark.targets.program.WholeBody;
import io.undertow.io.IoCallback;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.SameThreadExecutor;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fake LLM: {@code POST /v1/chat/completions} in JSON and server-sent events, {@code GET
 * /health}.
 *
 * <p>A request with {@code max_tokens} gets exactly 4 bytes of content a token; one without gets
 * the next size of its lane's {@link SizeDeck}, the lane being its {@code Authorization} header.
 *
 * <p>The model {@value #FAILS} is answered with 500. The model {@value #BREAKS_OFF} is answered as
 * others are, up to the middle, where the connection is closed.
 */
public final class FakeUpstream {
  private static final int BYTES_PER_TOKEN = 4;
  private static final int MAX_TOKENS = Text.MAX_SLICE_BYTES / BYTES_PER_TOKEN;

  static final String FAILS = "tidemark-fails";
  static final String BREAKS_OFF = "tidemark-breaks-off";

  private final Text text;
  private final Lanes lanes;
  private final int paceMillis;
  private final AtomicLong requestsServed = new AtomicLong();

  private FakeUpstream(long seed, int paceMillis) {
    this.text = new Text(seed);
    this.lanes = new Lanes(seed);
    this.paceMillis = paceMillis;
  }

  public static void main(String[] args) {
    TargetProgram.run(
        "fake-upstream", args, Set.of("pace-ms", "seed"), FakeUpstream::fromArguments);
  }

  private static HttpHandler fromArguments(Arguments arguments) throws UsageException {
    int seed = arguments.intValue("seed", 1, Integer.MIN_VALUE, Integer.MAX_VALUE);
    int paceMillis = arguments.intValue("pace-ms", 0, 0, 60_000);
    FakeUpstream upstream = new FakeUpstream(seed, paceMillis);
    return new Routes(
        Map.of(
            "POST /v1/chat/completions",
            new WholeBody(upstream::complete),
            "GET /health",
            exchange -> Replies.health(exchange, upstream.requestsServed.get())));
  }

  private void complete(HttpServerExchange exchange, byte[] body) throws BadRequestException {
    ObjectNode request = Json.readObject(body);
    JsonNode messages = request.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      throw new BadRequestException("messages must be a list with at least one message");
    }
    String model = request.path("model").asText();
    if (model.equals(FAILS)) {
      requestsServed.incrementAndGet();
      Replies.error(exchange, 500, "this model fails on purpose");
      return;
    }
    boolean whole = !model.equals(BREAKS_OFF);
    int size = size(request, exchange);
    long sequence = requestsServed.incrementAndGet();
    Completion completion =
        new Completion(
            sequence,
            System.currentTimeMillis() / 1_000,
            promptTokens(messages),
            Text.offsetFor(sequence, size),
            size);
    boolean stream = request.path("stream").asBoolean();
    exchange.dispatch(
        SameThreadExecutor.INSTANCE,
        () -> {
          if (stream) {
            StreamAnswer.send(exchange, completion, text, paceMillis, whole);
          } else if (paceMillis == 0) {
            sendJson(exchange, completion, whole);
          } else {
            exchange
                .getIoThread()
                .executeAfter(
                    () -> sendJson(exchange, completion, whole), paceMillis, TimeUnit.MILLISECONDS);
          }
        });
  }

  private int size(ObjectNode request, HttpServerExchange exchange) throws BadRequestException {
    JsonNode maxTokens = request.path("max_tokens");
    if (maxTokens.isMissingNode() || maxTokens.isNull()) {
      String lane = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
      return lanes.draw(lane == null ? "default" : lane);
    }
    if (!maxTokens.canConvertToInt()
        || !maxTokens.isIntegralNumber()
        || maxTokens.intValue() < 1
        || maxTokens.intValue() > MAX_TOKENS) {
      throw new BadRequestException("max_tokens must be a whole number from 1 to " + MAX_TOKENS);
    }
    return maxTokens.intValue() * BYTES_PER_TOKEN;
  }

  private static int promptTokens(JsonNode messages) {
    int characters = 0;
    for (JsonNode message : messages) {
      characters += message.path("content").asText().length();
    }
    return characters / BYTES_PER_TOKEN;
  }

  private void sendJson(HttpServerExchange exchange, Completion completion, boolean whole) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    if (!whole) {
      exchange.setResponseContentLength(completion.size());
      exchange
          .getResponseSender()
          .send(text.slice(completion.offset(), completion.size() / 2), new CutOff());
      return;
    }
    ByteBuffer[] parts = {
      ByteBuffer.wrap(completion.jsonHead()),
      text.slice(completion.offset(), completion.size()),
      ByteBuffer.wrap(completion.jsonTail())
    };
    exchange.getResponseSender().send(parts, IoCallback.END_EXCHANGE);
  }
}
