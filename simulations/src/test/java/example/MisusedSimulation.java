package example;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitBlockOnFail;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.repeat;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tidemark.simulations.MemoryGate;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;

/** What goes wrong when the gate is added; {@code -Dexample.mistake} chooses it. */
public final class MisusedSimulation extends Simulation {
  private final MemoryGate gate = MemoryGate.forSimulation(this);

  private final ChainBuilder request =
      exec(http("request").post("/api/chat").check(status().is(200)));

  /** Every tenth answer is not the one that is asked for. */
  private final ChainBuilder odd =
      exec(
          http("odd")
              .post("/api/chat")
              .check(status().is(session -> session.getInt("n") % 10 == 3 ? 404 : 200)),
          pause(Duration.ofMillis(1)));

  public MisusedSimulation() {
    setUp(
            switch (System.getProperty("example.mistake")) {
              case "not around" -> new PopulationBuilder[] {users(gate.counted(request))};
              case "nothing counted" -> around(gate, users(request));
              case "no populations" -> around(gate);
              case "counted within counted" ->
                  around(gate, users(gate.counted(exec(gate.counted(request)).exec(request))));
              case "two gates" ->
                  around(MemoryGate.forSimulation(this), users(gate.counted(request)));
              case "a moment" ->
                  around(gate, once(exec(gate.counted(request)).exec(pause(Duration.ofMillis(1)))));
              case "nobody gets there" ->
                  around(gate, once(doIf(session -> false).then(gate.counted(request))));
              case "left in the middle" ->
                  around(gate, users(exitBlockOnFail().on(gate.counted(odd))));
              case "left before" ->
                  around(gate, users(exitBlockOnFail().on(exec(odd).exec(gate.counted(request)))));
              case "one after the other" ->
                  around(
                      gate, users(gate.counted(request)).andThen(users(gate.counted(request), 2)));
              case "a few seconds" -> around(gate, slow(Duration.ofSeconds(6)));
              default -> around(gate, slow(Duration.ofSeconds(2)));
            })
        .protocols(http.baseUrl(System.getProperty("example.url")));
  }

  private static PopulationBuilder[] around(MemoryGate gate, PopulationBuilder... own) {
    return gate.around(own).toArray(PopulationBuilder[]::new);
  }

  private static PopulationBuilder users(ChainBuilder chain) {
    return users(chain, 1);
  }

  private static PopulationBuilder users(ChainBuilder chain, int which) {
    return scenario("users " + which).exec(repeat(60, "n").on(chain)).injectOpen(atOnceUsers(4));
  }

  private static PopulationBuilder once(ChainBuilder chain) {
    return scenario("users").exec(chain).injectOpen(atOnceUsers(1));
  }

  private PopulationBuilder slow(Duration time) {
    return scenario("users")
        .exec(gate.counted(request))
        .injectOpen(constantUsersPerSec(10).during(time));
  }

  @Override
  public void after() {
    System.out.println("the simulation's own last hook");
  }
}
