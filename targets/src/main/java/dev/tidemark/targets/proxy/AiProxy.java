package dev.tidemark.targets.proxy;

import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.Routes;
import dev.tidemark.targets.program.TargetProgram;
import dev.tidemark.targets.program.UsageException;
import dev.tidemark.targets.program.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The demo AI proxy: {@code POST /api/chat}, {@code GET /stats}, {@code GET /health}; built leaky
 * or fixed.
 *
 * <p>{@code requestsServed} counts every {@code POST /api/chat} that arrived whole, whatever became
 * of it. The client's {@code Authorization} header goes on to the upstream; {@code --api-key} is
 * sent where the client has none.
 */
public final class AiProxy {
  private static final int WORKERS = 32;
  private static final String ALL_FAULTS = "keep-responses,request-map,full-logs,buffer";

  private final Chat chat;
  private final Executor workers;
  private final @Nullable String authorization;
  private final AtomicLong requestsServed = new AtomicLong();

  private AiProxy(Chat chat, Executor workers, @Nullable String authorization) {
    this.chat = chat;
    this.workers = workers;
    this.authorization = authorization;
  }

  public static void main(String[] args) {
    TargetProgram.run(
        "ai-proxy",
        args,
        Set.of("mode", "upstream", "faults", "workers", "api-key"),
        AiProxy::fromArguments);
  }

  private static HttpHandler fromArguments(Arguments arguments) throws UsageException {
    int workers = arguments.intValue("workers", WORKERS, 1, 1_024);
    Chat chat = chat(arguments, workers);
    @Nullable String authorization =
        arguments.value("api-key").map(key -> "Bearer " + key).orElse(null);
    AiProxy proxy = new AiProxy(chat, Workers.start(workers), authorization);
    return new Routes(
        Map.of(
            "POST /api/chat",
            new WholeBody(proxy::received),
            "GET /stats",
            exchange -> Replies.json(exchange, 200, proxy.chat.stats()),
            "GET /health",
            exchange -> Replies.health(exchange, proxy.requestsServed.get())));
  }

  private static Chat chat(Arguments arguments, int workers) throws UsageException {
    String mode = arguments.required("mode");
    Optional<String> faults = arguments.value("faults");
    Upstream upstream = Upstream.at(upstreamUri(arguments.required("upstream")), workers);
    Buffers buffers = new Buffers(workers);
    switch (mode) {
      case "leaky" -> {
        return new LeakyChat(upstream, buffers, Fault.parse(faults.orElse(ALL_FAULTS)));
      }
      case "fixed" -> {
        if (faults.isPresent()) {
          throw new UsageException("--faults goes with --mode leaky only");
        }
        return new FixedChat(upstream, buffers);
      }
      default -> throw new UsageException("--mode must be leaky or fixed, not '" + mode + "'");
    }
  }

  private static URI upstreamUri(String text) throws UsageException {
    try {
      URI uri = URI.create(text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // said below, together with the other unusable addresses
    }
    throw new UsageException(
        "--upstream must be an address like http://127.0.0.1:9000, not '" + text + "'");
  }

  private void received(HttpServerExchange exchange, byte[] body) throws BadRequestException {
    requestsServed.incrementAndGet();
    ChatRequest request = ChatRequest.parse(body);
    exchange.dispatch(workers, blocking -> answer(blocking, request));
  }

  private void answer(HttpServerExchange exchange, ChatRequest request) {
    String own = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
    ClientAnswer answer = new ClientAnswer(exchange);
    try {
      chat.answer(request, own == null ? authorization : own, answer);
    } catch (IOException e) {
      answer.fail(e);
    }
  }
}
