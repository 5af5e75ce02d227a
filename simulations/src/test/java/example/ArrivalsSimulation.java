package example;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/** Users who come at a constant rate for a fixed time, and send one request each. */
public final class ArrivalsSimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ChainBuilder story =
      exec(
          http("story")
              .post("/api/chat")
              .header("Content-Type", "application/json")
              .body(StringBody("{\"prompt\":\"Tell me about tides\",\"max_tokens\":1000}"))
              .check(status().is(200)));

  private final ScenarioBuilder visitors = scenario("visitors").exec(gate.counted(story));

  public ArrivalsSimulation() {
    double perSecond = Double.parseDouble(System.getProperty("example.rate", "40"));
    int seconds = Integer.getInteger("example.seconds", 150);
    setUp(gate.around(visitors.injectOpen(constantUsersPerSec(perSecond).during(seconds))))
        .protocols(http.baseUrl(System.getProperty("tidemark.target")).shareConnections());
  }
}
