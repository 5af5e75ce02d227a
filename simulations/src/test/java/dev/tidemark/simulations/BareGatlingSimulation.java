package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;

/** Gatling as it comes, on the request of the proof. */
public final class BareGatlingSimulation extends Simulation {
  public BareGatlingSimulation() {
    setUp(
            scenario("bare")
                .exec(
                    asLongAs(session -> !LoadProof.over())
                        .on(
                            http("chat")
                                .post(LoadProof.TARGET + LoadProof.PATH)
                                .header("Content-Type", "application/json")
                                .body(StringBody(LoadProof.BODY))
                                .check(status().is(200))))
                .injectOpen(atOnceUsers(LoadProof.USERS)))
        .protocols(http.disableFollowRedirect().disableCaching());
  }
}
