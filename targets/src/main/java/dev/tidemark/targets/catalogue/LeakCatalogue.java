package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.Routes;
import dev.tidemark.targets.program.TargetProgram;
import dev.tidemark.targets.program.UsageException;
import dev.tidemark.targets.program.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A server that leaks in one way, chosen with {@code --leak}: {@code POST /api/chat} with any body,
 * {@code GET /stats}, {@code GET /health}. A leak that hits a limit of the system, or leaks on
 * failures, answers 500.
 */
public final class LeakCatalogue {
  private final String name;
  private final Leak leak;
  private final AtomicLong requestsServed = new AtomicLong();

  private LeakCatalogue(String name, Leak leak) {
    this.name = name;
    this.leak = leak;
  }

  public static void main(String[] args) {
    TargetProgram.run(
        "leak-catalogue",
        args,
        Set.of("leak", "capacity", "scale", "seed", "every-millis"),
        LeakCatalogue::fromArguments);
  }

  private static HttpHandler fromArguments(Arguments arguments) throws UsageException {
    String name = arguments.required("leak");
    LeakCatalogue catalogue = new LeakCatalogue(name, Leaks.named(name, arguments));
    return new Routes(
        Map.of(
            "POST /api/chat",
            new WholeBody(catalogue::chat),
            "GET /stats",
            catalogue::stats,
            "GET /health",
            exchange -> Replies.health(exchange, catalogue.requestsServed.get())));
  }

  private void chat(HttpServerExchange exchange, byte[] body) {
    requestsServed.incrementAndGet();
    try {
      leak.onRequest(body);
    } catch (IOException e) {
      Replies.error(exchange, 500, "the request failed: " + e.getMessage());
      return;
    }
    Replies.json(exchange, 200, Json.object().put("answer", "noted"));
  }

  private void stats(HttpServerExchange exchange) {
    ObjectNode stats = Json.object().put("leak", name).put("requestsServed", requestsServed.get());
    leak.published().forEach(stats::put);
    Replies.json(exchange, 200, stats);
  }
}
