package dev.tidemark.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.analysis.RunAnalysis;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.RunVerdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An injector that is killed in the middle of a run, with no chance to tidy up. */
final class KilledInjectorTest {
  @TempDir private Path folder;

  @Test
  void itsFolderIsReadableAndItsTargetsEnd() throws Exception {
    Path out = folder.resolve("run");
    Process injector =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dbasedir=" + System.getProperty("basedir", "cli"),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Injector.class.getName(),
                out.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<Long> targets;
    try {
      targets = pidsOnceUnderWay(injector);
    } finally {
      injector.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    assertThat(targets).hasSize(2);
    for (long pid : targets) {
      ProcessHandle.of(pid).ifPresent(KilledInjectorTest::awaitEnd);
      assertThat(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false))
          .as("target %s outlived its injector", pid)
          .isFalse();
    }

    RunRecord record = LedgerReader.read(new RunFolder(out));
    assertThat(record.defects()).hasSizeLessThanOrEqualTo(1);
    assertThat(record.ticksOf("candidate")).hasSizeGreaterThanOrEqualTo(5);
    RunVerdict verdict = new RunAnalysis(false).judge(record);
    assertThat(verdict.targets()).hasSize(1);
    assertThat(verdict.targets().get(0).requests()).isGreaterThanOrEqualTo(80);
    assertThat(verdict.targets().get(0).lastFloor()).isPresent();
  }

  private static void awaitEnd(ProcessHandle target) {
    try {
      target.onExit().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      // seen by the caller: it is still alive
    }
  }

  private static List<Long> pidsOnceUnderWay(Process injector) throws IOException {
    List<Long> pids = new ArrayList<>();
    try (BufferedReader out = injector.inputReader(StandardCharsets.UTF_8)) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.startsWith(Injector.PIDS)) {
          for (String pid : line.substring(Injector.PIDS.length()).strip().split(" ", -1)) {
            pids.add(Long.parseLong(pid));
          }
        } else if (line.equals(Injector.UNDER_WAY)) {
          return pids;
        }
      }
    }
    throw new AssertionError("the injector ended before its run was under way");
  }
}
