package dev.tidemark.simulations;

import com.typesafe.scalalogging.Logger;
import io.gatling.commons.stats.Status;
import io.gatling.core.CoreComponents;
import io.gatling.core.action.Action;
import io.gatling.core.action.builder.ActionBuilder;
import io.gatling.core.session.Session;
import io.gatling.core.structure.ScenarioContext;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import scala.Option;

/**
 * One row in Gatling's own results that is not a request: Gatling's console, assertions and HTML
 * show it.
 *
 * <p>The only class that touches Gatling's internal API; it holds for the version pinned in the
 * parent.
 */
final class GatlingRow implements io.gatling.javaapi.core.ActionBuilder {
  private final String name;
  private final Supplier<Outcome> outcome;

  /**
   * @param outcome asked for when the row is reached
   */
  GatlingRow(String name, Supplier<Outcome> outcome) {
    this.name = name;
    this.outcome = outcome;
  }

  /**
   * What the row says.
   *
   * @param message shown among Gatling's errors when not ok
   */
  record Outcome(boolean ok, String message) {}

  @Override
  public ActionBuilder asScala() {
    return new ActionBuilder() {
      @Override
      public Action build(ScenarioContext context, Action next) {
        return new Row(context.coreComponents(), next);
      }
    };
  }

  private final class Row implements Action {
    private final CoreComponents core;
    private final Action next;
    private Logger logger = Logger.apply(LoggerFactory.getLogger(GatlingRow.class));

    Row(CoreComponents core, Action next) {
      this.core = core;
      this.next = next;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void execute(Session session) {
      Outcome said = outcome.get();
      long now = core.clock().nowMillis();
      core.statsEngine()
          .logResponse(
              session.scenario(),
              session.groups(),
              name,
              now,
              now,
              Status.apply(said.ok() ? "OK" : "KO"),
              Option.empty(),
              said.ok() ? Option.empty() : Option.apply(said.message()));
      next.$bang(said.ok() ? session : session.markAsFailed());
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
