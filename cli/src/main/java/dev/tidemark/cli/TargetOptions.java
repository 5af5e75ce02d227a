package dev.tidemark.cli;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what to aim at, as they were written. */
final class TargetOptions {
  @Option(
      names = "--target",
      paramLabel = "URL",
      description = "where traffic goes: http://HOST:PORT")
  private @Nullable String target;

  @Option(names = "--pid", paramLabel = "N", description = "the target is this JVM on this machine")
  private @Nullable String pid;

  @Option(
      names = "--probe",
      paramLabel = "PROBE",
      description = {
        "where memory is read; may be repeated:",
        "jvm:PID, jvm:MAINCLASS, jmx:service:jmx:…,",
        "jolokia:http://…, http:/stats or process:PID;",
        "default /stats of the target"
      })
  private String @Nullable [] probe;

  @Option(
      names = "--launch",
      paramLabel = "COMMAND",
      description = {
        "starts the target, and ends it with the run:",
        "its exit code and errors become part of the verdict"
      })
  private @Nullable String launch;

  @Option(
      names = "--request-path",
      paramLabel = "PATH",
      description = "what is asked of the target; default /api/chat")
  private @Nullable String requestPath;

  @Option(
      names = "--limit",
      paramLabel = "SIZE",
      description = "the memory limit, else read from the target")
  private @Nullable String limit;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "options in YAML; default tidemark.yaml, where there is one")
  private @Nullable String config;

  /** Those that were given, under the names of the configuration. */
  Map<String, String> given() {
    Map<String, String> given = new TreeMap<>();
    put(given, "target", target);
    put(given, "pid", pid);
    put(given, "probe", probe == null ? null : String.join(",", probe));
    put(given, "launch", launch);
    put(given, "request-path", requestPath);
    put(given, "limit", limit);
    put(given, "config", config);
    return given;
  }

  static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null) {
      given.put(name, value);
    }
  }
}
