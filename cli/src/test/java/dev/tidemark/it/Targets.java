package dev.tidemark.it;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Programs of the {@code targets} module, each in a JVM of its own, all ended on close. */
final class Targets implements AutoCloseable {
  private static final String UPSTREAM = "dev.tidemark.targets.upstream.FakeUpstream";
  private static final String PROXY = "dev.tidemark.targets.proxy.AiProxy";
  private static final String CATALOGUE = "dev.tidemark.targets.catalogue.LeakCatalogue";

  private final List<TargetProcess> children = new ArrayList<>();
  private final String[] upstreamOptions;
  private @Nullable TargetProcess upstream;

  /** Programs whose fake LLM is started with these options. */
  Targets(String... upstreamOptions) {
    this.upstreamOptions = upstreamOptions;
  }

  /** An AI proxy in front of a fake LLM that all proxies share. */
  TargetProcess proxy(List<String> jvm, String... options) throws RunImpossible {
    TargetProcess llm = upstream;
    if (llm == null) {
      llm = start(List.of("-Xmx256m", "-XX:+UseSerialGC"), UPSTREAM, upstreamOptions);
      upstream = llm;
    }
    List<String> all = new ArrayList<>(List.of(options));
    all.addAll(List.of("--upstream", "http://127.0.0.1:" + llm.port()));
    return start(jvm, PROXY, all.toArray(String[]::new));
  }

  /** The leaky proxy with these faults alone, or {@code none}. */
  TargetProcess leaky(String faults) throws RunImpossible {
    return proxy(List.of("-Xmx128m"), "--mode", "leaky", "--faults", faults);
  }

  TargetProcess catalogue(List<String> jvm, String... options) throws RunImpossible {
    return start(jvm, CATALOGUE, options);
  }

  private TargetProcess start(List<String> jvm, String program, String... options)
      throws RunImpossible {
    List<String> arguments = new ArrayList<>(List.of(program, "--port", "0"));
    arguments.addAll(List.of(options));
    TargetProcess child = TargetProcess.start(folder(), jvm, arguments);
    children.add(child);
    return child;
  }

  /** The build folder of the {@code targets} module. */
  static Path folder() {
    return Path.of(System.getProperty("basedir", "cli"))
        .toAbsolutePath()
        .resolve(Path.of("..", "targets", "target"))
        .normalize();
  }

  List<Long> pids() {
    return children.stream().map(TargetProcess::pid).toList();
  }

  /** An arm whose heap, process and statistics are read. */
  static ArmConfig arm(String name, TargetProcess target) {
    return arm(
        name,
        url(target),
        new ProbeSpec.JvmByPid(target.pid()),
        new ProbeSpec.Http("/stats", Map.of()));
  }

  static ArmConfig arm(String name, String url, ProbeSpec... probes) {
    return new ArmConfig(name, URI.create(url), List.of(probes), Optional.empty());
  }

  static String url(TargetProcess target) {
    return "http://127.0.0.1:" + target.port();
  }

  @Override
  public void close() {
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
  }
}
