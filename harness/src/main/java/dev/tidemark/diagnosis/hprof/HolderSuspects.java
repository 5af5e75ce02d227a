package dev.tidemark.diagnosis.hprof;

import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.diagnosis.hprof.HeapFindings.Holding;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.Suspect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts the fields that hold what grows in front of the classes that grow. */
public final class HolderSuspects {
  private static final int MOST = 8;

  private HolderSuspects() {}

  /**
   * The suspects, with each holder that a dump tells of before the first class that it holds. Of
   * classes of the platform there are others in every heap: who holds them is only told where no
   * class of the application grows.
   *
   * @param classes what grows with requests, first the strongest
   * @param dumps the last of which was taken after it grew
   */
  public static List<Suspect> merge(List<Suspect> classes, HeapDumps dumps) {
    HeapFindings findings =
        dumps.findings(classes.stream().map(Suspect::name).collect(Collectors.toSet()));
    Map<String, Suspect> held = new LinkedHashMap<>();
    List<Suspect> merged = new ArrayList<>();
    boolean named = classes.stream().anyMatch(one -> ClassNames.ofApplication(one.name()));
    for (Suspect suspect : classes) {
      if (named && !ClassNames.ofApplication(suspect.name())) {
        merged.add(suspect);
        continue;
      }
      Optional<Holding> holding =
          findings.classes().stream()
              .filter(one -> one.name().equals(suspect.name()))
              .findFirst()
              .flatMap(one -> holder(findings, one.heldBy()));
      holding.ifPresent(
          holder -> {
            if (!held.containsKey(holder.field())) {
              Suspect found = suspect(holder, suspect);
              held.put(holder.field(), found);
              merged.add(found);
            }
          });
      merged.add(suspect);
    }
    return merged.stream().limit(MOST).toList();
  }

  private static Optional<Holding> holder(HeapFindings findings, String field) {
    return findings.holders().stream().filter(one -> one.field().equals(field)).findFirst();
  }

  private static Suspect suspect(Holding holder, Suspect of) {
    return new Suspect(
        "holder",
        holder.field() + (holder.container().isEmpty() ? "" : " (" + holder.container() + ")"),
        of.perRequest(),
        of.bytesPerRequest(),
        of.exact(),
        String.format(
            Locale.ROOT,
            "holds %,d of %s, %s in all, which grow by %.3f per request; %s",
            holder.instances(),
            of.name(),
            ByteSize.format((double) holder.bytes()),
            of.perRequest(),
            PathWords.of(holder.path())),
        holder.advice());
  }
}
