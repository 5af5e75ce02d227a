package example;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** Two scenarios at once, each with requests that are counted, and one hook after all. */
public final class MixedSimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ChainBuilder stream =
      exec(
          sse("stream")
              .get("/events")
              .await(10)
              .on(sse.checkMessage("told").matching(substring("[DONE]"))),
          sse("close").close());

  private final ChainBuilder request =
      exec(http("request").post("/api/chat").body(StringBody("{}")).check(status().is(200)));

  private final ScenarioBuilder readers =
      scenario("readers").exec(asLongAs(session -> !gate.over()).on(gate.counted(stream)));

  private final ScenarioBuilder askers =
      scenario("askers")
          .exec(
              asLongAs(session -> !gate.over())
                  .on(exec(gate.counted(request)).exec(pause(Duration.ofMillis(5)))));

  public MixedSimulation() {
    setUp(gate.around(readers.injectOpen(atOnceUsers(3)), askers.injectOpen(atOnceUsers(5))))
        .protocols(http.baseUrl(System.getProperty("example.url")));
  }

  @Override
  public void after() {
    System.out.println("the simulation's own last hook");
  }
}
