package dev.tidemark.simulations;

import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.Stage;
import dev.tidemark.simulations.chat.Transport;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What comes before a run: the configuration is read and checked, and the demo's targets are
 * started where no target was named.
 */
final class Preparation {
  /** The root of the project: Gatling's process works wherever Maven was called. */
  private static final String ROOT = "tidemark.root";

  /** The run of a simulation which is not one of ours. */
  private static Optional<MemoryRun> own = Optional.empty();

  private Preparation() {}

  /**
   * Prepares a run: reads the configuration and starts the demo's targets. What goes wrong ends the
   * run with a clear line, not with a stack trace.
   *
   * @param options those that the simulation itself sets; they win
   */
  static MemoryRun begin(String simulation, Map<String, String> options) {
    return begin(simulation, options, true);
  }

  /**
   * Prepares the run of a simulation that is not one of ours, and sends its own requests: one trial
   * is sent to the target, {@code GET} where nothing else was asked for. It must end as its verdict
   * says.
   */
  static synchronized MemoryRun beginOwn(String simulation) {
    if (own.isPresent() && own.get().underWay()) {
      own.get()
          .refuse(
              "MemoryGate.forSimulation(…) is called twice: a simulation has one gate, which all of"
                  + " its scenarios share");
      return own.get();
    }
    MemoryRun begun = own(simulation).enforced();
    own = Optional.of(begun);
    return begun;
  }

  private static MemoryRun own(String simulation) {
    Map<String, String> trial = new LinkedHashMap<>();
    Path here = Path.of("").toAbsolutePath();
    try {
      Settings asked = Settings.load(Map.of(), System.getProperties(), System.getenv(), here);
      if (asked.text("request.method").isEmpty()) {
        trial.put("request.method", "GET");
        trial.put("request.body", " ");
      }
      mustLeaveRequestsAlone(asked);
    } catch (ConfigurationException e) {
      return refused(2, String.valueOf(e.getMessage()));
    }
    return begin(simulation, trial, false);
  }

  private static void mustLeaveRequestsAlone(Settings asked) {
    for (String word : asked.text("stages").orElse("").split("[,\\s]+", -1)) {
      if (Stage.named(word).filter(Stage::choosesRequests).isPresent()) {
        throw new ConfigurationException(
            "stages: "
                + word
                + " chooses what is sent, and that is up to a simulation of your own; write some of"
                + " sequential, idle, drain-and-repeat, ladder, rollout, soak, or none");
      }
    }
  }

  private static MemoryRun begin(
      String simulation, Map<String, String> options, boolean demoIfNoTarget) {
    Path root = Path.of(System.getProperty(ROOT, "")).toAbsolutePath().normalize();
    Path here = Path.of("").toAbsolutePath();
    Optional<Demo> demo = Optional.empty();
    try {
      Settings settings = Settings.load(options, System.getProperties(), System.getenv(), here);
      RunConfig config = RunConfig.of(settings, here, root.resolve("target").resolve("tidemark"));
      Transport transport = TransportSettings.read(settings, config.traffic(), System.getenv());
      if (config.isDemo() && !demoIfNoTarget) {
        throw new ConfigurationException(
            "target: there is none; name it with -Dtidemark.target=http://HOST:PORT/PATH, where a"
                + " GET is answered with 2xx");
      }
      if (config.arms().size() > 1 && !demoIfNoTarget) {
        throw new ConfigurationException(
            "targets: a simulation of your own drives one target; name one");
      }
      if (!demoIfNoTarget) {
        config = config.withOwnRequests();
      }
      if (config.isDemo()) {
        demo = Optional.of(Demo.start(root));
        config = demo.get().aimed(config);
      }
      Traffic traffic = new Traffic(config.traffic(), config.seed()).checked();
      Experiment experiment =
          new Experiment(config, simulation, traffic, MemoryRun::say, Publication::write);
      return new MemoryRun(config, traffic, transport, demo, experiment, Optional.empty());
    } catch (ConfigurationException e) {
      demo.ifPresent(Demo::close);
      return refused(2, String.valueOf(e.getMessage()));
    } catch (RunImpossible e) {
      demo.ifPresent(Demo::close);
      return refused(4, String.valueOf(e.getMessage()));
    }
  }

  private static MemoryRun refused(int exit, String why) {
    Path nowhere = Path.of("");
    Settings none = Settings.of(Map.of());
    RunConfig nothing = RunConfig.of(none, nowhere, nowhere);
    Traffic traffic = new Traffic(nothing.traffic(), 1);
    Experiment idle = new Experiment(nothing, "", traffic, MemoryRun::say, end -> {});
    return new MemoryRun(
        nothing,
        traffic,
        Transport.PLAIN,
        Optional.empty(),
        idle,
        Optional.of(Conclusion.withoutVerdict(exit, why)));
  }
}
