package dev.tidemark.targets.catalogue.library;

import dev.tidemark.targets.catalogue.Call;
import dev.tidemark.targets.catalogue.Case;
import java.util.logging.Logger;

/**
 * Asks java.util.logging for a logger of a new name a request, which is held weakly alone, but its
 * place in the tree of names for good.
 */
final class LoggerNames implements Case {
  @Override
  public void onRequest(Call call) {
    Logger.getLogger("request-" + call.number()).fine("noted");
  }
}
