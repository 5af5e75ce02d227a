package dev.tidemark.it;

import dev.tidemark.experiment.RunImpossible;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A program that starts a target and runs an experiment on it: {@code Injector FOLDER}. It prints
 * the pids of its targets, and a line when so many requests have ended that killing it tears a run.
 */
final class Injector {
  static final String PIDS = "PIDS";
  static final String UNDER_WAY = "UNDER WAY";
  private static final long REQUESTS = 100;

  private Injector() {}

  public static void main(String[] args) throws RunImpossible, InterruptedException {
    Targets targets = new Targets();
    var leaky = targets.proxy(List.of("-Xmx512m"), "--mode", "leaky");
    StringBuilder pids = new StringBuilder(PIDS);
    targets.pids().forEach(pid -> pids.append(' ').append(pid));
    System.out.println(pids);
    Map<String, String> options = Map.of("out", args[0], "cache-allowance", "400 MiB");
    try (DirectRun run =
        DirectRun.start(Path.of(args[0]), options, Targets.arm("candidate", leaky))) {
      run.awaitRequests("candidate", REQUESTS);
      System.out.println(UNDER_WAY);
      run.end(Duration.ofMinutes(2));
    }
    targets.close();
  }
}
