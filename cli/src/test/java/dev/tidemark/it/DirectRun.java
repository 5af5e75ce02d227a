package dev.tidemark.it;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.RunConfig;
import dev.tidemark.config.Settings;
import dev.tidemark.config.TrafficSpec;
import dev.tidemark.experiment.Arm;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.PlainLoad;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.simulations.chat.ChatCall;
import dev.tidemark.simulations.chat.ChatLoad;
import dev.tidemark.simulations.chat.Tickets;
import dev.tidemark.simulations.chat.Transport;
import dev.tidemark.traffic.TlsContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

/** One experiment with its load, without Gatling. */
final class DirectRun implements AutoCloseable {
  private final Experiment experiment;
  private final List<? extends AutoCloseable> loads;
  private final List<String> said;

  private DirectRun(Experiment experiment, List<? extends AutoCloseable> loads, List<String> said) {
    this.experiment = experiment;
    this.loads = loads;
    this.said = said;
  }

  /** What drives one arm. */
  @FunctionalInterface
  private interface Load {
    AutoCloseable start(Arm arm, Traffic traffic, int users);
  }

  /** Starts a run whose folder goes into {@code out}. */
  static DirectRun start(Path out, Map<String, String> options, ArmConfig... arms) {
    return start(out, options, PlainLoad::start, arms);
  }

  /** The same over the connections of the chat action. */
  static DirectRun startChat(Path out, Map<String, String> options, ArmConfig... arms) {
    TrafficSpec spec = config(out, options).traffic();
    Transport transport =
        new Transport(
            spec.http2(), TlsContext.of(spec.tls(), Map.of()), Duration.ofSeconds(20), false);
    return start(out, options, (arm, traffic, users) -> chat(arm, traffic, users, transport), arms);
  }

  private static RunConfig config(Path out, Map<String, String> options) {
    return RunConfig.of(Settings.load(options, new Properties(), Map.of(), out), out, out);
  }

  private static ChatLoad chat(Arm arm, Traffic traffic, int users, Transport transport) {
    ChatLoad load =
        ChatLoad.start(
            arm.name(),
            Tickets.of(arm.gate()),
            arm.url(),
            transport,
            ticket ->
                new ChatCall(
                    arm.name() + "-" + ticket.index(),
                    traffic.request(ticket),
                    ticket.manner(),
                    ticket.dueNanos()));
    for (int i = 0; i < users; i++) {
      load.join((call, end, now) -> {}, () -> {});
    }
    return load;
  }

  private static DirectRun start(
      Path out, Map<String, String> options, Load load, ArmConfig... arms) {
    RunConfig config = config(out, options).withArms(List.of(arms));
    Traffic traffic = new Traffic(config.traffic(), config.seed());
    List<String> said = new CopyOnWriteArrayList<>();
    Experiment experiment = new Experiment(config, "Direct", traffic, said::add, end -> {});
    List<AutoCloseable> loads =
        experiment.arms().stream()
            .map(arm -> load.start(arm, traffic, config.plan().concurrency()))
            .toList();
    experiment.start();
    return new DirectRun(experiment, loads, said);
  }

  /** The end, which must come within {@code patience}. */
  Conclusion end(Duration patience) throws InterruptedException {
    long until = System.nanoTime() + patience.toNanos();
    while (!experiment.finished()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("the run did not end within " + patience + "; it said " + said);
      }
      Thread.sleep(20);
    }
    return experiment.await();
  }

  /** Waits until an arm has ended so many requests, or the run is over. */
  void awaitRequests(String name, long requests) throws InterruptedException {
    Arm arm = arm(name);
    while (arm.gate().counts().ended() < requests && !experiment.finished()) {
      Thread.sleep(5);
    }
  }

  /** Ends the run as Ctrl-C does. */
  void interrupt() {
    experiment.interrupt();
  }

  Arm arm(String name) {
    return experiment.arms().stream()
        .filter(arm -> arm.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The lines that the run said. */
  List<String> said() {
    return List.copyOf(said);
  }

  static TargetVerdict of(Conclusion end, String name) {
    return end.verdict().targets().stream()
        .filter(target -> target.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no verdict on " + name + ": " + end.verdict()));
  }

  @Override
  public void close() {
    if (!experiment.finished()) {
      experiment.close();
    }
    for (AutoCloseable load : loads) {
      try {
        load.close();
      } catch (Exception e) {
        throw new AssertionError("a load does not close", e);
      }
    }
  }
}
