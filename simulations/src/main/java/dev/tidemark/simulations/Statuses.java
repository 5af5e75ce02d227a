package dev.tidemark.simulations;

import io.gatling.commons.stats.Status;
import io.gatling.core.session.Block;
import io.gatling.core.session.Session;
import io.gatling.core.session.TryMaxBlock;
import java.util.function.Function;
import scala.Function1;
import scala.collection.immutable.List;
import scala.runtime.BoxedUnit;

/**
 * Whether a user of Gatling has failed: it has when it failed outside of all blocks that try again,
 * or inside of one of those it is in. Gatling's own way to forget that reaches the innermost of
 * them alone.
 */
final class Statuses {
  private static final Status OK = Status.apply("OK");
  private static final Status KO = Status.apply("KO");

  private Statuses() {}

  /** The same user as one who has not failed. */
  static Session forgotten(Session session) {
    return copy(session, OK, session.blockStack().map(Statuses::forgotten), session.onExit());
  }

  private static Block forgotten(Block block) {
    return block instanceof TryMaxBlock again
        ? again.copy(again.counterName(), again.tryMaxAction(), OK)
        : block;
  }

  /** The same user as one who failed before it came where it is. */
  static Session failed(Session session) {
    return copy(session, KO, session.blockStack(), session.onExit());
  }

  /** The same user with another last deed. */
  static Session withExit(Session session, Function<Session, BoxedUnit> exit) {
    return copy(session, session.baseStatus(), session.blockStack(), exit::apply);
  }

  private static Session copy(
      Session session, Status status, List<Block> blocks, Function1<Session, BoxedUnit> exit) {
    return session.copy(
        session.scenario(),
        session.userId(),
        session.attributes(),
        status,
        blocks,
        exit,
        session.eventLoop());
  }
}
