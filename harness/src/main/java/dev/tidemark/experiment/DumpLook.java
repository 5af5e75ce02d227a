package dev.tidemark.experiment;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.tidemark.analysis.Events;
import dev.tidemark.diagnosis.hprof.HeapDumpCopy;
import dev.tidemark.diagnosis.hprof.HeapDumps;
import dev.tidemark.diagnosis.hprof.HolderSuspects;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Plan;
import dev.tidemark.model.Suspect;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.management.MBeanServerConnection;

/**
 * Takes a heap dump of a target on this machine, reads who holds what grows, and deletes it; or
 * keeps it compressed, where that was asked. Everything lies in a folder for its owner alone.
 */
final class DumpLook {
  private static final String RAW = "heap.hprof";
  private static final String KEPT = "heap.hprof.gz";

  private final ArmRun run;
  private final Plan plan;
  private final EvidenceFolder evidence;
  private final Headroom headroom;

  DumpLook(ArmRun run, Plan plan, EvidenceFolder evidence, Headroom headroom) {
    this.run = run;
    this.plan = plan;
    this.evidence = evidence;
    this.headroom = headroom;
  }

  /** Who holds the classes that grow; a note in the ledger says why nothing could be read. */
  List<Suspect> holders(MBeanServerConnection beans, long pid, List<Suspect> classes)
      throws IOException {
    long used =
        ManagementFactory.newPlatformMXBeanProxy(
                beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class)
            .getHeapMemoryUsage()
            .getUsed();
    Optional<String> lacks = headroom.lacks(pid, used, evidence.made());
    if (lacks.isPresent()) {
      run.event(Events.NOTE, "no heap dump was taken: " + lacks.get());
      return List.of();
    }
    Path raw = evidence.file(run.arm().name(), RAW);
    Files.deleteIfExists(raw);
    try {
      ManagementFactory.newPlatformMXBeanProxy(
              beans, "com.sun.management:type=HotSpotDiagnostic", HotSpotDiagnosticMXBean.class)
          .dumpHeap(raw.toAbsolutePath().toString(), true);
      if (!Files.isRegularFile(raw)) {
        run.event(
            Events.NOTE, "no heap dump was read: the target wrote it where it cannot be seen");
        return List.of();
      }
      HeapDumps dumps = new HeapDumps();
      dumps.read(raw);
      keep(raw);
      return HolderSuspects.merge(classes, dumps).stream()
          .filter(one -> one.kind().equals("holder"))
          .toList();
    } finally {
      Files.deleteIfExists(raw);
    }
  }

  private void keep(Path raw) throws IOException {
    boolean redacted = plan.has(Plan.HEAP_DUMP_REDACTED);
    if (!redacted && !plan.has(Plan.HEAP_DUMP_KEPT)) {
      return;
    }
    Path kept = raw.resolveSibling(String.valueOf(raw.getFileName()).replace(RAW, KEPT));
    evidence.create(kept);
    HeapDumpCopy.compressed(raw, kept, redacted);
    run.event(
        Events.NOTE,
        "the heap dump is kept"
            + (redacted ? ", without the contents of strings and arrays" : "")
            + ": evidence/"
            + kept.getFileName()
            + ", "
            + new ByteSize(Files.size(kept)));
  }
}
