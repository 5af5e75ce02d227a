package dev.tidemark.simulations;

import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.simulations.chat.ChatLoad;
import dev.tidemark.simulations.chat.Tickets;
import dev.tidemark.simulations.chat.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The load of an experiment without Gatling: the users of a run, who send the requests of a run
 * over the connections of a run, and whose requests are no rows.
 */
public final class PilotLoad implements AutoCloseable {
  private static final String ID = "pilot";

  private final List<ChatLoad> loads;

  private PilotLoad(List<ChatLoad> loads) {
    this.loads = loads;
  }

  /**
   * Starts the users of all arms; they wait at the gates.
   *
   * @param settings those that the configuration was read from
   * @param environment holds the password of the client's key
   */
  public static PilotLoad start(
      Settings settings,
      RunConfig config,
      Traffic traffic,
      List<Arm> arms,
      Map<String, String> environment) {
    Transport transport = TransportSettings.read(settings, config.traffic(), environment);
    List<ChatLoad> loads = new ArrayList<>();
    for (Arm arm : arms) {
      ChatLoad load =
          ChatLoad.start(
              arm.name(),
              Tickets.of(arm.gate()),
              arm.url(),
              transport,
              new NumberedCalls(ID, arm.name(), traffic));
      loads.add(load);
      for (int i = 0; i < config.plan().concurrency(); i++) {
        load.join((call, end, now) -> {}, () -> {});
      }
    }
    return new PilotLoad(loads);
  }

  /** Cuts what is under way. */
  @Override
  public void close() {
    loads.forEach(ChatLoad::close);
  }
}
