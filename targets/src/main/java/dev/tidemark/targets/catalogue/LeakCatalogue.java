package dev.tidemark.targets.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.BadRequestException;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.Routes;
import dev.tidemark.targets.program.TargetProgram;
import dev.tidemark.targets.program.UsageException;
import dev.tidemark.targets.program.WholeBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A server that treats memory in one way of {@link TruthFile}, chosen with {@code --leak}: {@code
 * POST /api/chat} with a JSON object, which may ask for a stream of events; {@code GET /stats},
 * {@code GET /health}, and {@code GET /memory}, which collects and says what the JVM holds. A case
 * that fails, on purpose or at a limit of the system, answers 500; a bad body is answered 400.
 */
public final class LeakCatalogue {
  private final String name;
  private final Case served;
  private final ExecutorService workers;
  private final Counts counts = new Counts();

  private LeakCatalogue(String name, Case served, ExecutorService workers) {
    this.name = name;
    this.served = served;
    this.workers = workers;
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
    Case served = TruthFile.read().named(name).open(arguments);
    LeakCatalogue catalogue =
        new LeakCatalogue(name, served, BlockingThreads.start(served.blocks() ? 16 : 0));
    return new Routes(
        Map.of(
            "POST /api/chat",
            new WholeBody(catalogue::chat),
            "GET /stats",
            catalogue::stats,
            "GET /memory",
            exchange -> Replies.json(exchange, 200, Footprint.afterCollection()),
            "GET /health",
            exchange -> Replies.health(exchange, catalogue.counts.served())));
  }

  private void chat(HttpServerExchange exchange, byte[] body) throws BadRequestException {
    long number = counts.arrived();
    ObjectNode request;
    try {
      request = Json.readObject(body);
    } catch (BadRequestException e) {
      counts.refused();
      served.onRefused(body);
      throw e;
    }
    boolean stream = request.path("stream").asBoolean();
    Call call = new Call(number, body, counts.begun());
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          counts.ended();
          next.proceed();
        });
    if (served.blocks() && !stream) {
      exchange.dispatch(workers, blocking -> handle(blocking, call, false));
    } else { // no handler: after one the answer is over, and a stream goes on by timers
      exchange.dispatch(
          served.blocks() ? workers : SameThreadExecutor.INSTANCE,
          () -> handle(exchange, call, stream));
    }
  }

  private void handle(HttpServerExchange exchange, Call call, boolean stream) {
    try {
      served.onRequest(call);
    } catch (IOException | RuntimeException | OutOfMemoryError e) { // no thread left is one, too
      counts.failed();
      Replies.error(exchange, 500, "the request failed: " + e.getMessage());
      return;
    }
    if (served.holdMillis() == 0 || served.blocks()) {
      answer(exchange, call, stream);
    } else {
      exchange
          .getIoThread()
          .executeAfter(
              () -> answer(exchange, call, stream), served.holdMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void answer(HttpServerExchange exchange, Call call, boolean stream) {
    if (stream) {
      StreamedAnswer.send(exchange, served, call, counts);
    } else {
      served.onCompleted(call);
      Replies.json(exchange, 200, Json.object().put("answer", "noted"));
    }
  }

  private void stats(HttpServerExchange exchange) {
    ObjectNode stats = Json.object().put("leak", name);
    counts.describe(stats);
    served.published().forEach(stats::put);
    Replies.json(exchange, 200, stats);
  }
}
