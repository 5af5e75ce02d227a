package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.details;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.core.CoreDsl.substring;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.tidemark.config.RequestSpec;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.BadBodies;
import dev.tidemark.experiment.Manner;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.experiment.Traffic;
import io.gatling.javaapi.core.Assertion;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chat traffic with a memory verdict at its end.
 *
 * <p>Every arm has its users; a user loops, asks its arm's gate for a ticket, and pauses while the
 * gate is closed. The last row of every arm is its verdict: KO, with the reason, when the gate
 * fails, which fails the assertions, and with them the build.
 */
abstract class ChatSimulation extends Simulation {
  private static final Duration CLOSED = Duration.ofMillis(8);
  private static final Duration UNFINISHED = Duration.ofMillis(100);
  private static final String TICKET = "ticket";
  private static final String SENT = "sent";
  private static final String MANNER = "manner";
  private static final String STATUS = "status";

  private final MemoryRun run;

  ChatSimulation(Map<String, String> options) {
    run = MemoryRun.begin(getClass().getSimpleName(), options);
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
    setUp(populations)
        .protocols(http.disableFollowRedirect().disableCaching())
        .assertions(assertions);
  }

  @Override
  public void before() {
    run.start();
  }

  private ScenarioBuilder users(Arm arm) {
    return scenario(arm.name() + " chat")
        .exec(
            asLongAs(session -> !arm.gate().over())
                .on(
                    exec(session -> ticket(session, arm)),
                    doIfOrElse((Session session) -> session.getLong(TICKET) >= 0)
                        .then(chat(arm))
                        .orElse(pause(CLOSED))));
  }

  private static Session ticket(Session session, Arm arm) {
    Optional<Ticket> ticket = arm.gate().take();
    return ticket
        .map(t -> session.set(TICKET, t.index()).set(SENT, t.dueNanos()).set(MANNER, t.manner()))
        .orElseGet(() -> session.set(TICKET, -1L))
        .remove(STATUS);
  }

  private ChainBuilder chat(Arm arm) {
    Traffic traffic = run.traffic();
    RequestSpec spec = traffic.spec();
    HttpRequestActionBuilder request =
        http(arm.name() + " chat")
            .httpRequest(spec.method(), arm.url() + spec.path())
            .headers(traffic.headers())
            .check(status().saveAs(STATUS), status().in(200, 201, 202, 204));
    if (!spec.body().isEmpty()) {
      request = request.body(StringBody(session -> body(session, traffic)));
    }
    if (spec.stream()) {
      request = request.check(substring("[DONE]").exists());
    }
    return exec(request).exec(session -> ended(session, arm));
  }

  private static String body(Session session, Traffic traffic) {
    long index = session.getLong(TICKET);
    String good = traffic.body(index);
    return session.get(MANNER) instanceof Manner.BadBody ? BadBodies.of(good, index) : good;
  }

  private static Session ended(Session session, Arm arm) {
    if (session.isFailed()) {
      if (session.contains(STATUS)) {
        arm.gate().failed("status " + session.getInt(STATUS));
      } else {
        arm.gate().unknown("no answer");
      }
    } else {
      arm.gate().completed(Duration.ofNanos(System.nanoTime() - session.getLong(SENT)));
    }
    return session.markAsSucceeded();
  }

  private ScenarioBuilder verdict(String arm) {
    return scenario(arm + " verdict")
        .exec(asLongAs(session -> !run.finished()).on(pause(UNFINISHED)))
        .exec(new GatlingRow(row(arm), () -> run.outcomeOf(arm)));
  }

  private static String row(String arm) {
    return "verdict on " + arm;
  }
}
