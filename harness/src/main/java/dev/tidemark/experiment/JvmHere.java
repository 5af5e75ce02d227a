package dev.tidemark.experiment;

import dev.tidemark.config.ArmConfig;
import dev.tidemark.config.ProbeSpec;
import java.util.OptionalLong;

/** Which JVM of this machine an arm is aimed at. */
final class JvmHere {
  private JvmHere() {}

  /** Its process id; none where the JVM is not known to run on this machine. */
  static OptionalLong pid(ArmRun run) {
    ArmConfig config = run.arm().config();
    boolean here =
        config.launch().isPresent()
            || config.probes().stream()
                .anyMatch(
                    spec ->
                        spec instanceof ProbeSpec.JvmByPid || spec instanceof ProbeSpec.JvmByMain);
    return here ? run.identity().pid() : OptionalLong.empty();
  }
}
