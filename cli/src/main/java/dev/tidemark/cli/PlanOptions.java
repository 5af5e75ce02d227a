package dev.tidemark.cli;

import static dev.tidemark.cli.TargetOptions.put;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how to load a target and how to judge it, as they were written. */
final class PlanOptions {
  @Option(
      names = "--max-tokens",
      paramLabel = "N",
      description = "median length of the answers asked for; default 6000")
  private @Nullable String maxTokens;

  @Option(names = "--stream", description = "ask for streams of events and read them to their end")
  private boolean stream;

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
      names = "--budget",
      paramLabel = "TIME",
      description = "the longest time the rounds may take: 90s, 5m, 8h; default 5m")
  private @Nullable String budget;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      description = "users of each target at once; default 8")
  private @Nullable String concurrency;

  @Option(
      names = "--at-rate",
      paramLabel = "N/s",
      description = "tell times at this request rate: 200/s, 15/min; default the measured one")
  private @Nullable String atRate;

  @Option(
      names = "--let-it-die",
      description = "drive a target that leaks on until it dies, to check the projection")
  private boolean letItDie;

  @Option(
      names = "--heap-dump",
      paramLabel = "KEEP",
      arity = "0..1",
      fallbackValue = "true",
      description =
          "when it grows take a heap dump, read who holds it, and delete the dump; redacted keeps"
              + " it without contents of strings and arrays, keep keeps all of it")
  private @Nullable String heapDump;

  @Option(
      names = "--profile",
      description =
          "when it grows have async-profiler tell which native memory and which objects are kept,"
              + " and where they are made; with flame graphs in the report")
  private boolean profile;

  @Option(
      names = "--stages",
      paramLabel = "LIST",
      description =
          "what follows the rounds: some of sequential, same-keys, idle, drain-and-repeat, ladder,"
              + " abort, error, with commas between, or none; or how the rounds are sent: rollout,"
              + " soak; default those that may settle an open verdict, and failed requests, with"
              + " --stream aborted ones, too")
  private @Nullable String stages;

  @Option(names = "--thorough", description = "all stages that follow the rounds")
  private boolean thorough;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "the most requests that may be sent to each target; default no bound")
  private @Nullable String requests;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "the run folder; default a new one in tidemark-runs")
  private @Nullable String out;

  @Option(
      names = "--expect",
      paramLabel = "NAME=VERDICT",
      description = "pass when the verdict is this one: candidate=PLATEAU")
  private @Nullable String expect;

  @Option(names = "--strict", description = "GROWING fails the gate, too")
  private boolean strict;

  @Option(names = "--seed", paramLabel = "N", description = "order of prompts; default 1")
  private @Nullable String seed;

  /** Those that were given, under the names of the configuration. */
  Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    put(given, "max-tokens", maxTokens);
    put(given, "stream", stream ? "true" : null);
    put(given, "sensitivity", sensitivity);
    put(given, "cache-allowance", cacheAllowance);
    put(given, "budget", budget);
    put(given, "concurrency", concurrency);
    put(given, "at-rate", atRate);
    put(given, "let-it-die", letItDie ? "true" : null);
    put(given, "heap-dump", heapDump);
    put(given, "profile", profile ? "true" : null);
    put(given, "stages", stages);
    put(given, "thorough", thorough ? "true" : null);
    put(given, "requests", requests);
    put(given, "out", out);
    put(given, "expect", expect);
    put(given, "strict", strict ? "true" : null);
    put(given, "seed", seed);
    return given;
  }
}
