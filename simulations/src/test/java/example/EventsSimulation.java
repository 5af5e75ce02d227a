package example;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.sse;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;

/** A stream of events, read to its end and closed, is one request of the verdict. */
public final class EventsSimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ChainBuilder story =
      exec(
          sse("story")
              .get("/events")
              .await(10)
              .on(sse.checkMessage("told").matching(substring("[DONE]")).check(substring("DONE"))),
          sse("close").close());

  private final ScenarioBuilder readers =
      scenario("readers").exec(asLongAs(session -> !gate.over()).on(gate.counted(story)));

  public EventsSimulation() {
    setUp(gate.around(readers.injectOpen(atOnceUsers(8))))
        .protocols(http.baseUrl(System.getProperty("example.url")));
  }
}
