package dev.tidemark.simulations;

import com.typesafe.scalalogging.Logger;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.BlockExit;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import scala.Function1;
import scala.Option;
import scala.runtime.BoxedUnit;

/**
 * A step of a Gatling scenario that is ours: it may take as long as it likes without a thread, and
 * adds rows to Gatling's own results, which its console, assertions and HTML show.
 *
 * <p>With {@link Statuses} the only class that touches Gatling's internal API; it holds for the
 * version pinned in the parent.
 */
final class GatlingAction implements io.gatling.javaapi.core.ActionBuilder {
  private static final Status OK = Status.apply("OK");
  private static final Status KO = Status.apply("KO");

  private final String name;
  private final boolean mayBeLeft;
  private final Step step;

  GatlingAction(String name, Step step) {
    this(name, false, step);
  }

  private GatlingAction(String name, boolean mayBeLeft, Step step) {
    this.name = name;
    this.mayBeLeft = mayBeLeft;
    this.step = step;
  }

  /**
   * A step that is left out, as Gatling's own are, by users who must leave the block it stands in.
   */
  static GatlingAction ordinary(String name, Step step) {
    return new GatlingAction(name, true, step);
  }

  /** A step that adds one row and goes on at once, as failed where the row is not ok. */
  static GatlingAction row(String name, Supplier<Outcome> outcome) {
    return new GatlingAction(
        name,
        visit -> {
          Outcome said = outcome.get();
          long now = visit.nowMillis();
          visit.row(name, now, now, said);
          visit.proceed(said.ok());
        });
  }

  /** What is done when a user arrives. */
  @FunctionalInterface
  interface Step {
    void begin(Visit visit);
  }

  /** One user at the step; any thread may call it. */
  interface Visit {
    long nowMillis();

    /** What the user carries. */
    io.gatling.javaapi.core.Session session();

    /** Adds a row to Gatling's results. */
    void row(String name, long startMillis, long endMillis, Outcome outcome);

    /** Lets the user go on to the next step; called once. */
    void proceed(boolean ok);

    /** Lets the user go on with one more attribute; called once. */
    void proceedWith(String name, Object value);

    /**
     * Lets the user go on holding something, as one who has not failed yet; called once. What it
     * held under that name before is forgotten.
     *
     * @param exited called when the user leaves the scenario without having given it back
     */
    void proceedHolding(String name, Object held, Runnable exited);

    /** What the user holds under this name, where it does. */
    Optional<Object> held(String name);

    /** All that the user holds. */
    List<Object> held();

    /** Whether the user who holds something has failed since. */
    boolean failed();

    /** Lets the user go on without it, as failed as it was before and is now; called once. */
    void proceedWithout(String name);
  }

  /** What a user holds, and how it was before. */
  private record Held(
      Object what, Function1<Session, BoxedUnit> exitBefore, boolean failedBefore) {}

  /**
   * What a row says.
   *
   * @param message shown among Gatling's errors when not ok; one of a few, since Gatling keeps each
   *     different one
   */
  record Outcome(boolean ok, String message) {
    static final Outcome FINE = new Outcome(true, "");
  }

  @Override
  public ActionBuilder asScala() {
    return new ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        return new Steps(context.coreComponents(), next);
      }
    };
  }

  private final class Steps implements Action {
    private final CoreComponents core;
    private final Action next;
    private Logger logger = Logger.apply(LoggerFactory.getLogger(GatlingAction.class));

    Steps(CoreComponents core, Action next) {
      this.core = core;
      this.next = next;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void $bang(Session session) {
      Option<BlockExit> exit = mayBeLeft ? BlockExit.mustExit(session) : Option.empty();
      if (exit.isDefined()) {
        exit.get().exitBlock(core.statsEngine(), core.clock().nowMillis());
      } else {
        Action.super.$bang(session);
      }
    }

    @Override
    public void execute(Session session) {
      step.begin(
          new Visit() {
            @Override
            public long nowMillis() {
              return core.clock().nowMillis();
            }

            @Override
            public io.gatling.javaapi.core.Session session() {
              return new io.gatling.javaapi.core.Session(session);
            }

            @Override
            public void proceedWith(String name, Object value) {
              next.$bang(session.set(name, value));
            }

            @Override
            public void row(String row, long startMillis, long endMillis, Outcome outcome) {
              core.statsEngine()
                  .logResponse(
                      session.scenario(),
                      session.groups(),
                      row,
                      startMillis,
                      endMillis,
                      outcome.ok() ? OK : KO,
                      Option.empty(),
                      outcome.ok() ? Option.empty() : Option.apply(outcome.message()));
            }

            @Override
            public void proceed(boolean ok) {
              next.$bang(ok ? session : session.markAsFailed());
            }

            @Override
            public void proceedHolding(String name, Object what, Runnable exited) {
              Optional<Held> behind = heldIn(session, name);
              Function1<Session, BoxedUnit> before =
                  behind.map(Held::exitBefore).orElseGet(session::onExit);
              boolean failedBefore =
                  session.isFailed() || behind.map(Held::failedBefore).orElse(false);
              Held held = new Held(what, before, failedBefore);
              Session holding = Statuses.forgotten(session).set(name, held);
              next.$bang(
                  Statuses.withExit(
                      holding,
                      left -> {
                        exited.run();
                        return before.apply(left);
                      }));
            }

            @Override
            public Optional<Object> held(String name) {
              return heldIn(session, name).map(Held::what);
            }

            @Override
            public List<Object> held() {
              List<Object> all = new ArrayList<>();
              session
                  .attributes()
                  .values()
                  .foreach(value -> value instanceof Held held && all.add(held.what()));
              return all;
            }

            @Override
            public boolean failed() {
              return session.isFailed();
            }

            @Override
            public void proceedWithout(String name) {
              Optional<Held> held = heldIn(session, name);
              if (held.isEmpty()) {
                next.$bang(session);
                return;
              }
              Session bare =
                  Statuses.withExit(session.remove(name), held.get().exitBefore()::apply);
              next.$bang(held.get().failedBefore() ? Statuses.failed(bare) : bare);
            }
          });
    }

    private static Optional<Held> heldIn(Session session, String name) {
      Option<Object> found = session.attributes().get(name);
      return found.isDefined() && found.get() instanceof Held held
          ? Optional.of(held)
          : Optional.empty();
    }

    @Override
    public Logger logger() {
      return logger;
    }

    @Override
    public void com$typesafe$scalalogging$StrictLogging$_setter_$logger_$eq(Logger value) {
      logger = value;
    }
  }
}
