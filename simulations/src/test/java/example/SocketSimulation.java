package example;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.ws;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/** A text and its answer over a web socket that stays open are one request of the verdict. */
public final class SocketSimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ChainBuilder question =
      exec(
          ws("question")
              .sendText("And then?")
              .await(10)
              .on(ws.checkTextMessage("answer").check(substring("You said: And then?"))));

  private final ScenarioBuilder talkers =
      scenario("talkers")
          .exec(ws("connect").connect("/socket"))
          .exec(asLongAs(session -> !gate.over()).on(gate.counted(question)))
          .exec(ws("close").close());

  public SocketSimulation() {
    setUp(gate.around(talkers.injectOpen(atOnceUsers(8))))
        .protocols(http.wsBaseUrl(System.getProperty("example.url").replaceFirst("http", "ws")));
  }
}
