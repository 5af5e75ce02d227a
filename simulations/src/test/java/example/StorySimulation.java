package example;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.listFeeder;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.FeederBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.util.List;
import java.util.Map;

/** A simulation as a Gatling user writes it, with three lines for the memory verdict. */
public final class StorySimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final FeederBuilder<Object> topics =
      listFeeder(List.of(Map.of("topic", "tides"), Map.of("topic", "harbours"))).circular();

  private final ChainBuilder story =
      exec(
          http("story")
              .post("/api/chat")
              .header("Content-Type", "application/json")
              .body(
                  StringBody(
                      "{\"prompt\":\"Tell me about #{topic}\",\"max_tokens\":4000,\"stream\":false}"))
              .check(status().is(200), jsonPath("$.choices[0].message.content").exists()));

  private final ScenarioBuilder readers =
      scenario("readers")
          .exec(asLongAs(session -> !gate.over()).on(feed(topics), gate.counted(story)));

  public StorySimulation() {
    setUp(gate.around(readers.injectOpen(atOnceUsers(8))))
        .protocols(http.baseUrl(System.getProperty("tidemark.target")));
  }
}
