package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tidemark.experiment.Arm;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chat traffic with a memory verdict at its end.
 *
 * <p>Every arm has its users, who send what the arm's gate has tickets for. The last row of every
 * arm is its verdict: KO, with the reason, when the gate fails, which fails the assertions, and
 * with them the build.
 */
abstract class ChatSimulation extends Simulation {
  private static final Duration UNFINISHED = Duration.ofMillis(100);

  private final MemoryRun run;
  private final List<ArmTraffic> traffic = new ArrayList<>();

  ChatSimulation(Map<String, String> options) {
    run = Preparation.begin(getClass().getSimpleName(), options);
    List<PopulationBuilder> populations = new ArrayList<>();
    List<Assertion> assertions = new ArrayList<>();
    for (Arm arm : run.arms()) {
      populations.add(
          users(arm)
              .injectOpen(atOnceUsers(run.config().plan().concurrency()))
              .andThen(verdict(arm.name()).injectOpen(atOnceUsers(1))));
      assertions.add(details(row(arm.name())).failedRequests().count().is(0L));
      assertions.add(details(row(arm.name())).successfulRequests().count().is(1L));
    }
    if (run.arms().isEmpty()) {
      populations.add(verdict("run").injectOpen(atOnceUsers(1)));
      assertions.add(details(row("run")).failedRequests().count().is(0L));
    }
    setUp(populations).assertions(assertions);
  }

  @Override
  public void before() {
    traffic.forEach(ArmTraffic::start);
    run.start();
  }

  @Override
  public void after() {
    traffic.forEach(ArmTraffic::close);
  }

  private ScenarioBuilder users(Arm arm) {
    ArmTraffic chat = new ArmTraffic(arm, run);
    traffic.add(chat);
    return scenario(arm.name() + " chat").exec(new GatlingAction(arm.name() + " chat", chat));
  }

  private ScenarioBuilder verdict(String arm) {
    return scenario(arm + " verdict")
        .exec(asLongAs(session -> !run.finished()).on(pause(UNFINISHED)))
        .exec(GatlingAction.row(row(arm), () -> run.outcomeOf(arm)));
  }

  private static String row(String arm) {
    return "verdict on " + arm;
  }
}
