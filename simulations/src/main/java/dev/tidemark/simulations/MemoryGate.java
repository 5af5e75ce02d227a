package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Gate;
import dev.tidemark.experiment.Ticket;
import dev.tidemark.simulations.chat.Tickets;
import dev.tidemark.simulations.chat.Turnstile;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A memory verdict on a Gatling simulation of one's own.
 *
 * <pre>{@code
 * MemoryGate gate = MemoryGate.forSimulation(this);
 * ScenarioBuilder story = scenario("story").feed(feeder).exec(gate.counted(exec(request)));
 * { setUp(gate.around(story.injectOpen(constantUsersPerSec(20).during(120)))).protocols(http); }
 * }</pre>
 *
 * <p>What is counted waits while a floor is read; everything else of the simulation stays as it is.
 * Where the gate fails the process ends with the exit code of the verdict, whatever the
 * simulation's own assertions say.
 */
public final class MemoryGate {
  private static final Duration UNFINISHED = Duration.ofMillis(100);
  private static final String PASS = "tidemark.pass";

  private final MemoryRun run;
  private final Optional<Arm> arm;
  private final Optional<Turnstile> turnstile;

  private MemoryGate(MemoryRun run) {
    this.run = run;
    this.arm = run.arms().stream().findFirst();
    this.turnstile = arm.map(one -> Turnstile.start(one.name(), Tickets.of(one.gate())));
  }

  /**
   * The gate of a simulation; {@code tidemark.target} and the other options are read as always.
   *
   * @param simulation gives the run its name
   */
  public static MemoryGate forSimulation(Object simulation) {
    return new MemoryGate(MemoryRun.beginOwn(simulation.getClass().getSimpleName()));
  }

  /** Whether the verdict is reached, so that a user who sends without end may leave. */
  public boolean over() {
    return arm.isEmpty() || arm.get().gate().over();
  }

  /**
   * A part of a scenario, each pass through which is one request of the memory verdict.
   *
   * @param chain one exchange with the target: an HTTP request, a stream of events, a call
   */
  public ChainBuilder counted(ChainBuilder chain) {
    return exec(new GatlingAction("ticket", this::take))
        .exec(chain)
        .exec(new GatlingAction("end", this::giveBack));
  }

  /** The same for a simulation in Scala. */
  public io.gatling.core.structure.ChainBuilder counted(
      io.gatling.core.structure.ChainBuilder chain) {
    return counted(exec(session -> session).make(empty -> chain)).wrapped;
  }

  /** One pass through what is counted; given back once. */
  private static final class Pass {
    private final Gate gate;
    private final Ticket ticket;
    private boolean over;

    Pass(Gate gate, Ticket ticket) {
      this.gate = gate;
      this.ticket = ticket;
    }

    synchronized void end(boolean failed) {
      if (over) {
        return;
      }
      over = true;
      if (failed) {
        gate.failed("failed in the simulation");
      } else {
        gate.completed(Duration.ofNanos(System.nanoTime() - ticket.dueNanos()));
      }
    }
  }

  private void take(GatlingAction.Visit visit) {
    if (turnstile.isEmpty() || arm.isEmpty()) {
      visit.proceed(true);
      return;
    }
    Gate gate = arm.get().gate();
    turnstile
        .get()
        .enter(
            new Turnstile.Visitor() {
              @Override
              public void admitted(Ticket ticket) {
                Pass pass = new Pass(gate, ticket);
                visit.proceedHolding(PASS, pass, () -> pass.end(true));
              }

              @Override
              public void over() {
                visit.proceed(true);
              }
            });
  }

  private void giveBack(GatlingAction.Visit visit) {
    if (visit.held(PASS).orElse("") instanceof Pass pass) {
      pass.end(visit.failed());
    }
    visit.proceedWithout(PASS);
  }

  /**
   * The populations of a simulation with those of the verdict beside them.
   *
   * @param populations the simulation's own
   */
  public List<PopulationBuilder> around(PopulationBuilder... populations) {
    AtomicInteger underWay = new AtomicInteger(populations.length);
    List<PopulationBuilder> all = new ArrayList<>();
    for (int i = 0; i < populations.length; i++) {
      all.add(
          populations[i].andThen(
              scenario("end of traffic " + (i + 1))
                  .exec(new GatlingAction("end of traffic", visit -> leave(visit, underWay)))
                  .injectOpen(atOnceUsers(1))));
    }
    String name = arm.map(Arm::name).orElse("run");
    all.add(
        scenario("verdict on " + name)
            .exec(
                new GatlingAction(
                    "start",
                    visit -> {
                      run.start();
                      visit.proceed(true);
                    }))
            .exec(asLongAs(session -> !run.finished()).on(pause(UNFINISHED)))
            .exec(GatlingAction.row("verdict on " + name, () -> run.outcomeOf(name)))
            .injectOpen(atOnceUsers(1)));
    return all;
  }

  /** The same for a simulation in Scala. */
  public io.gatling.core.structure.PopulationBuilder[] around(
      io.gatling.core.structure.PopulationBuilder... populations) {
    PopulationBuilder[] own = new PopulationBuilder[populations.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = new PopulationBuilder(populations[i]);
    }
    return around(own).stream()
        .map(PopulationBuilder::asScala)
        .toArray(io.gatling.core.structure.PopulationBuilder[]::new);
  }

  /** When the last of the traffic has ended there is nothing more to see. */
  private void leave(GatlingAction.Visit visit, AtomicInteger underWay) {
    if (underWay.decrementAndGet() == 0) {
      Thread end = new Thread(run::stop, "tidemark-end-of-traffic");
      end.setDaemon(true);
      end.start();
    }
    visit.proceed(true);
  }
}
