package dev.tidemark.simulations;

import static io.gatling.javaapi.core.CoreDsl.asLongAs;
import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;

import dev.tidemark.experiment.Arm;
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
  private final MemoryRun run;
  private final Optional<Arm> arm;
  private final Optional<Turnstile> turnstile;
  private final AtomicInteger parts = new AtomicInteger();
  private volatile boolean arranged;

  private MemoryGate(MemoryRun run) {
    this.run = run;
    this.arm = run.arms().stream().findFirst();
    arm.ifPresent(one -> one.gate().usersComeInTheirOwnTime());
    this.turnstile =
        arm.map(
            one -> Turnstile.start(one.name(), OwnTickets.of(one.gate(), () -> over(run, one))));
  }

  /**
   * The gate of a simulation; {@code tidemark.target} and the other options are read as always.
   *
   * @param simulation gives the run its name
   */
  public static MemoryGate forSimulation(Object simulation) {
    return new MemoryGate(Preparation.beginOwn(simulation.getClass().getSimpleName()));
  }

  /** Whether the verdict is reached, so that a user who sends without end may leave. */
  public boolean over() {
    return arm.isEmpty() || over(run, arm.get());
  }

  private static boolean over(MemoryRun run, Arm arm) {
    return run.refused() || arm.gate().over();
  }

  /**
   * A part of a scenario, each pass through which is one request of the memory verdict.
   *
   * @param chain one exchange with the target: an HTTP request, a stream of events, a call
   */
  public ChainBuilder counted(ChainBuilder chain) {
    int number = parts.incrementAndGet();
    if (turnstile.isEmpty() || arm.isEmpty()) {
      return chain;
    }
    Passes passes = new Passes(arm.get().gate(), turnstile.get(), number, this::nested);
    return exec(GatlingAction.ordinary("ticket", visit -> enter(passes, visit)))
        .exec(chain)
        .exec(new GatlingAction("end", passes::giveBack));
  }

  /** The same for a simulation in Scala. */
  public io.gatling.core.structure.ChainBuilder counted(
      io.gatling.core.structure.ChainBuilder chain) {
    return counted(exec(session -> session).make(empty -> chain)).wrapped;
  }

  private void enter(Passes passes, GatlingAction.Visit visit) {
    if (arranged) {
      passes.take(visit);
    } else {
      visit.proceed(true);
    }
  }

  private void nested() {
    run.refuse(
        "a part of the simulation that is counted stands inside another one, and each pass would"
            + " count twice: put gate.counted(…) around one of them");
  }

  /**
   * The populations of a simulation with those of the verdict beside them.
   *
   * @param populations the simulation's own
   */
  public List<PopulationBuilder> around(PopulationBuilder... populations) {
    if (arranged) {
      run.refuse("gate.around(…) is called twice: give it all populations at once");
    } else if (populations.length == 0) {
      run.refuse("gate.around() has no populations: give it those of the simulation");
    }
    arranged = true;
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
                      if (parts.get() == 0) {
                        run.refuse(
                            "nothing is counted: put gate.counted(…) around what is one request in"
                                + " a scenario");
                      }
                      run.start();
                      visit.proceed(true);
                    }))
            .exec(asLongAs(session -> !run.finished()).on(pause(UNFINISHED)))
            .exec(
                new GatlingAction(
                    "end",
                    visit -> {
                      run.sayIfImpossible();
                      visit.proceed(true);
                    }))
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
    if (underWay.decrementAndGet() == 0 && !over()) {
      run.trafficEnded();
    }
    visit.proceed(true);
  }
}
