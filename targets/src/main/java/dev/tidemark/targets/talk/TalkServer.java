package dev.tidemark.targets.talk;

import dev.tidemark.targets.program.Arguments;
import dev.tidemark.targets.program.Json;
import dev.tidemark.targets.program.Replies;
import dev.tidemark.targets.program.Routes;
import dev.tidemark.targets.program.TargetProgram;
import dev.tidemark.targets.program.UsageException;
import io.undertow.Handlers;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import java.util.Map;
import java.util.Set;

/**
 * A server of stories: {@code GET /events} is a stream of events that ends with {@code [DONE]},
 * {@code GET /socket} a web socket that answers each text, {@code POST /api/chat} a JSON answer.
 * All three, and {@code GET /health}, count alike in {@code requestsServed}: a stream, a text and a
 * request are one each, from their beginning on.
 */
public final class TalkServer {
  private static final String STORY =
      "data: Once upon a time\n\ndata: the tide went out\n\ndata: [DONE]\n\n";

  private final Transcripts transcripts;

  private TalkServer(Transcripts transcripts) {
    this.transcripts = transcripts;
  }

  public static void main(String[] args) {
    TargetProgram.run("talk-server", args, Set.of("mode"), TalkServer::fromArguments);
  }

  private static HttpHandler fromArguments(Arguments arguments) throws UsageException {
    String mode = arguments.required("mode");
    if (!Set.of("leaky", "fixed").contains(mode)) {
      throw new UsageException("--mode must be leaky or fixed, not '" + mode + "'");
    }
    TalkServer server = new TalkServer(new Transcripts(mode.equals("leaky")));
    return new Routes(
        Map.of(
            "GET /events",
            server::stream,
            "GET /socket",
            Handlers.websocket((exchange, channel) -> server.listen(channel)),
            "POST /api/chat",
            server::answer,
            "GET /health",
            exchange -> Replies.health(exchange, server.transcripts.served())));
  }

  private void stream(HttpServerExchange exchange) {
    transcripts.begun();
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    exchange.getResponseSender().send(STORY);
  }

  private void answer(HttpServerExchange exchange) {
    transcripts.begun();
    Replies.json(exchange, 200, Json.object().put("answer", "Once upon a time"));
  }

  private void listen(WebSocketChannel channel) {
    channel.getReceiveSetter().set(new Answers());
    channel.resumeReceives();
  }

  private final class Answers extends AbstractReceiveListener {
    @Override
    protected void onFullTextMessage(WebSocketChannel channel, BufferedTextMessage message) {
      transcripts.begun();
      WebSockets.sendText("You said: " + message.getData(), channel, null);
    }
  }
}
