package dev.tidemark.cli;

import dev.tidemark.analysis.Pilot;
import dev.tidemark.config.ConfigurationException;
import dev.tidemark.config.Durations;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.Conclusion;
import dev.tidemark.experiment.Experiment;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.Traffic;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.RequestRate;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.simulations.PilotLoad;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says how long a run must be to find growth of some size. */
@Command(
    name = "plan",
    description = {
      "Says how many rounds, requests and minutes a run takes, and why.",
      "With a target it sends a pilot of 24 small rounds; without one it computes",
      "from --noise, --rate and --floor-cost."
    },
    footer = {
      "",
      "  tidemark plan --sensitivity 50B --target http://127.0.0.1:8080 --pid 4711",
      "  tidemark plan --sensitivity 50B --noise 10KB --rate 200/s --floor-cost 150ms"
    })
final class PlanCommand implements Callable<Integer> {
  /** Nothing is sent there: without a target the demo's allowance would hold. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Option(
      names = "--sensitivity",
      paramLabel = "SIZE",
      description = "growth per request that must not be missed; default 100 B")
  private @Nullable String sensitivity;

  @Option(
      names = "--cache-allowance",
      paramLabel = "SIZE",
      description = "growth that may be a cache filling up; default 16 MiB")
  private @Nullable String cacheAllowance;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "users of the pilot at once; default 8")
  private @Nullable String concurrency;

  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "median length of the answers asked for; default 6000")
  private @Nullable String maxTokens;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the pilot's run folder; default a new one in tidemark-runs")
  private @Nullable String out;

  @Option(
      names = "--noise",
      paramLabel = "SIZE",
      description = "standard deviation of one floor reading")
  private @Nullable String noise;

  @Option(names = "--rate", paramLabel = "N/s", description = "requests per second under load")
  private @Nullable String rate;

  @Option(
      names = "--floor-cost",
      paramLabel = "TIME",
      description = "the time that reading one floor takes, such as 150ms")
  private @Nullable String floorCost;

  @Spec private CommandSpec spec = CommandSpec.create();

  PlanCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws RunImpossible, UsageError, InterruptedException {
    Map<String, String> given = given();
    PrintWriter out = spec.commandLine().getOut();
    if (noise != null || rate != null || floorCost != null) {
      given.putIfAbsent("target", NOWHERE);
      print(out, new PlanText(surroundings.config(given).plan(), fromFigures(), "given"));
      return Exit.PASS;
    }
    RunConfig config = surroundings.config(given);
    if (config.isDemo()) {
      throw new ConfigurationException(
          "nothing to plan for: add --target URL for a pilot, or --noise, --rate and --floor-cost");
    }
    List<String> arms = new ArrayList<>();
    RunRecord record = pilot(given, config, out);
    record.manifest().targets().forEach(one -> arms.add(one.name()));
    for (String arm : arms) {
      Pilot pilot =
          Pilot.of(
                  record.ticksOf(arm),
                  record.events().stream().filter(e -> e.arm().equals(arm)).toList())
              .orElseThrow(
                  () ->
                      new RunImpossible(
                          arm + ": the pilot read too few floors; see the run folder"));
      if (arms.size() > 1) {
        out.println(arm);
      }
      print(out, new PlanText(config.plan(), pilot, "24 rounds of 20 requests"));
    }
    return Exit.PASS;
  }

  private Map<String, String> given() {
    Map<String, String> given = new TreeMap<>(target.given());
    TargetOptions.put(given, "sensitivity", sensitivity);
    TargetOptions.put(given, "cache-allowance", cacheAllowance);
    TargetOptions.put(given, "concurrency", concurrency);
    TargetOptions.put(given, "max-tokens", maxTokens);
    TargetOptions.put(given, "out", this.out);
    given.put("pilot", "true");
    return given;
  }

  private static void print(PrintWriter out, PlanText text) {
    text.lines().forEach(out::println);
    out.flush();
  }

  private Pilot fromFigures() throws UsageError {
    if (noise == null || rate == null || floorCost == null) {
      throw new UsageError(
          "without a target all three are needed: --noise SIZE --rate N/s --floor-cost TIME");
    }
    ByteSize sigma = parsed("noise", noise, ByteSize::parse);
    RequestRate perSecond = parsed("rate", rate, RequestRate::parse);
    var cost = parsed("floor-cost", floorCost, Durations::parse);
    if (sigma.bytes() < 0) {
      throw new UsageError("noise: " + sigma + " cannot be negative");
    }
    return new Pilot(sigma.bytes(), perSecond.perSecond(), cost);
  }

  private static <T> T parsed(String name, String text, Function<String, T> parse)
      throws UsageError {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new UsageError(name + ": " + e.getMessage(), e);
    }
  }

  /** Sends the small rounds of a run, and no more. */
  private RunRecord pilot(Map<String, String> given, RunConfig config, PrintWriter out)
      throws RunImpossible, InterruptedException {
    Traffic traffic = new Traffic(config.traffic(), config.seed()).checked();
    try (Experiment experiment =
        new Experiment(
            config,
            "Pilot",
            traffic,
            line -> {
              out.println(line);
              out.flush();
            },
            end -> {})) {
      PilotLoad load =
          PilotLoad.start(
              surroundings.settings(given),
              config,
              traffic,
              experiment.arms(),
              surroundings.environment());
      try {
        experiment.start();
        Conclusion end = experiment.await();
        RunVerdict verdict = end.verdict();
        return end.record().orElseThrow(() -> new RunImpossible(verdict.reason()));
      } finally {
        load.close();
      }
    }
  }
}
