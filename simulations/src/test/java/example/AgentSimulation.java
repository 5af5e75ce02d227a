package example;

import static dev.tidemark.simulations.ChatDsl.chat;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** An agent: three turns of a growing conversation with time to think, then a burst of calls. */
public final class AgentSimulation extends Simulation {
  private static final String LLM = System.getProperty("example.url");

  private final ScenarioBuilder agent =
      scenario("agent")
          .exec(
              repeat(3)
                  .on(
                      chat("turn").post(LLM).prompt("And then?").conversation("talk").stream(),
                      pause(Duration.ofMillis(50))),
              repeat(5).on(chat("tool call").post(LLM).prompt("{\"city\":\"Kiel\"}").maxTokens(16)),
              chat("abandoned").post(LLM).maxTokens(4_000).stream().abortAfter(2));

  public AgentSimulation() {
    setUp(agent.injectOpen(atOnceUsers(4)))
        .assertions(
            details("turn").successfulRequests().count().is(12L),
            details("turn: first token").successfulRequests().count().is(12L),
            details("turn: time for 100 tokens").successfulRequests().count().is(12L),
            details("tool call").successfulRequests().count().is(20L),
            details("abandoned").successfulRequests().count().is(4L));
  }
}
