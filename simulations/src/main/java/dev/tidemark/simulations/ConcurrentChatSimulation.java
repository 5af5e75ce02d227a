package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.*;
import io.gatling.javaapi.core.*;

public class ConcurrentChatSimulation extends Simulation {
  {
    setUp(scenario("x").exec(new GatlingRow("verdict", () -> new GatlingRow.Outcome(true, "leaks"))).injectOpen(atOnceUsers(1)));
  }
}
