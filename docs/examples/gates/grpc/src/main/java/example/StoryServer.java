package example;

import com.sun.net.httpserver.HttpServer;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A gRPC service that keeps all of its answers, or the last few, with its health on a port of its
 * own.
 */
public final class StoryServer extends StoryGrpc.StoryImplBase {
  private static final int FEW = 64;

  private final boolean leaky;
  private final Queue<String> told = new ArrayDeque<>();
  private long served;

  private StoryServer(boolean leaky) {
    this.leaky = leaky;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    StoryServer story = new StoryServer(args[0].equals("leaky"));
    Server server =
        OkHttpServerBuilder.forPort(
                new InetSocketAddress("127.0.0.1", 0), InsecureServerCredentials.create())
            .addService(story)
            .build()
            .start();
    HttpServer health = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    health.createContext(
        "/health",
        exchange -> {
          byte[] body =
              ("{\"requestsServed\":" + story.served() + "}").getBytes(StandardCharsets.US_ASCII);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    health.start();
    System.out.println(
        "READY port=" + health.getAddress().getPort() + " grpc=" + server.getPort());
    server.awaitTermination();
  }

  private synchronized long served() {
    return served;
  }

  private synchronized String answer(String topic) {
    served++;
    String text = ("Once upon a time there were " + topic + ". ").repeat(500);
    told.add(text);
    if (!leaky && told.size() > FEW) {
      told.remove();
    }
    return text;
  }

  @Override
  public void tell(Topic request, StreamObserver<Answer> response) {
    response.onNext(Answer.newBuilder().setText(answer(request.getTopic())).build());
    response.onCompleted();
  }
}
