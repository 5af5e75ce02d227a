package dev.tidemark.simulations;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import dev.tidemark.config.RunConfig;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The case study on this machine: a fake LLM and two AI proxies in front of it, the leaky one and
 * the fixed one.
 */
final class Demo implements AutoCloseable {
  private static final String UPSTREAM = "dev.tidemark.targets.upstream.FakeUpstream";
  private static final String PROXY = "dev.tidemark.targets.proxy.AiProxy";

  private final List<TargetProcess> children = new ArrayList<>();

  private Demo() {}

  /** Starts all three, each as a JVM of its own. */
  static Demo start(Path root) throws RunImpossible {
    Demo demo = new Demo();
    Path targets = root.resolve("targets").resolve("target");
    try {
      TargetProcess upstream =
          TargetProcess.start(
              targets, List.of("-Xmx256m", "-XX:+UseSerialGC"), List.of(UPSTREAM, "--port", "0"));
      demo.children.add(upstream);
      for (String mode : List.of("leaky", "fixed")) {
        demo.children.add(
            TargetProcess.start(
                targets,
                List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError"),
                List.of(
                    PROXY,
                    "--mode",
                    mode,
                    "--port",
                    "0",
                    "--upstream",
                    "http://127.0.0.1:" + upstream.port())));
      }
      return demo;
    } catch (RunImpossible e) {
      demo.close();
      throw e;
    }
  }

  /** The two proxies as arms. */
  RunConfig aimed(RunConfig config) {
    return config.withArms(
        List.of(arm("leaky", children.get(1), config), arm("fixed", children.get(2), config)));
  }

  private static ArmConfig arm(String name, TargetProcess child, RunConfig config) {
    return new ArmConfig(
        name,
        URI.create("http://127.0.0.1:" + child.port()),
        List.of(new ProbeSpec.JvmByPid(child.pid()), new ProbeSpec.Http("/stats", Map.of())),
        Optional.ofNullable(config.expect().get(name)));
  }

  @Override
  public void close() {
    for (int i = children.size() - 1; i >= 0; i--) {
      children.get(i).close();
    }
  }
}
