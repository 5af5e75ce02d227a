package dev.tidemark.cli;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.RunConfig;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what this machine and this target can do, before anybody waits for a run. */
@Command(
    name = "doctor",
    description = {
      "Checks what this machine and this target let a run do.",
      "Exit code 0 when a run is possible, 4 when not."
    })
final class DoctorCommand implements Callable<Integer> {
  private final Surroundings surroundings;
  @Mixin private final TargetOptions target = new TargetOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  DoctorCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() throws UsageError {
    Map<String, String> given = target.given();
    RunConfig config = surroundings.config(given);
    if (config.isDemo() && (given.containsKey("pid") || given.containsKey("probe"))) {
      throw new UsageError("a probe without a target: add --target URL, where its traffic goes");
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Check> all = new ArrayList<>(MachineChecks.all());
    all.add(MachineChecks.demo(Path.of(System.getProperty("tidemark.root", "")).toAbsolutePath()));
    print(all, out);
    for (ArmConfig arm : config.arms()) {
      if (config.arms().size() > 1) {
        out.println(arm.name());
      }
      List<Check> checks = TargetChecks.of(config, arm);
      print(checks, out);
      all.addAll(checks);
    }
    boolean possible = all.stream().noneMatch(Check::preventsARun);
    if (config.isDemo()) {
      out.println("no target was named: add --target URL --pid N to check one");
    } else {
      out.println(possible ? "a run is possible" : "no run is possible");
    }
    out.flush();
    return possible ? Exit.PASS : Exit.IMPOSSIBLE;
  }

  private static void print(List<Check> checks, PrintWriter out) {
    checks.stream().flatMap(check -> check.lines().stream()).forEach(out::println);
    out.flush();
  }
}
