package dev.tidemark.diagnosis.hprof;

import dev.tidemark.diagnosis.Advice;
import dev.tidemark.diagnosis.ClassNames;
import dev.tidemark.diagnosis.hprof.HeapFindings.ClassChange;
import dev.tidemark.diagnosis.hprof.HeapFindings.Content;
import dev.tidemark.diagnosis.hprof.HeapFindings.Holding;
import dev.tidemark.model.ClassCount;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says of the heap dumps of one program, in order of time, what grew and who holds it. */
public final class HeapDumps {
  private static final int MOST_HOLDERS = 8;
  private static final int MOST_CONTENT = 6;
  private static final ClassCount NONE = new ClassCount(0, 0);

  /** Holders of less than this share of what was gained are not named. */
  private static final double WORTH_NAMING = 0.005;

  /** What can be told of the dumps read so far. */
  private Optional<HeapContents> first = Optional.empty();

  private Optional<HeapContents> last = Optional.empty();
  private final Map<String, Integer> grew = new HashMap<>();
  private int dumps;

  /**
   * Reads the next dump.
   *
   * @throws HeapDumpUnreadable if it is no whole heap dump
   */
  public void read(Path file) throws IOException {
    HeapContents contents = HeapDump.read(file);
    if (last.isPresent()) {
      Map<String, ClassCount> was = last.get().classes();
      contents
          .classes()
          .forEach(
              (name, count) -> {
                if (count.instances() > was.getOrDefault(name, NONE).instances()) {
                  grew.merge(name, 1, Integer::sum);
                }
              });
    }
    first = first.isPresent() ? first : Optional.of(contents);
    last = Optional.of(contents);
    dumps++;
  }

  /** What they show; at least one was read. */
  public HeapFindings findings() {
    return findings(Set.of());
  }

  /**
   * The same, and who holds certain classes, were it little beside what others hold.
   *
   * @param wanted names of classes
   */
  public HeapFindings findings(Set<String> wanted) {
    HeapContents after = last.orElseThrow();
    Optional<HeapContents> before = dumps > 1 ? first : Optional.empty();
    HolderSearch search = new HolderSearch(before, after);
    return new HeapFindings(
        before.map(HeapContents::live),
        after.live(),
        after.soft().values().stream().reduce(NONE, HeapContents::sum),
        after.unreachable(),
        classes(before, after, search),
        holders(
            search,
            after.live().bytes() - before.map(b -> b.live().bytes()).orElse(0L),
            wanted.stream()
                .flatMap(name -> search.chiefly(name).stream())
                .collect(Collectors.toSet())));
  }

  private List<ClassChange> classes(
      Optional<HeapContents> before, HeapContents after, HolderSearch search) {
    Map<String, ClassCount> was =
        before.map(b -> (Map<String, ClassCount>) b.classes()).orElse(Map.of());
    Map<String, ClassCount> is = after.classes();
    TreeSet<String> names = new TreeSet<>(was.keySet());
    names.addAll(is.keySet());
    return names.stream()
        .map(
            name ->
                new ClassChange(
                    name,
                    was.getOrDefault(name, NONE),
                    is.getOrDefault(name, NONE),
                    dumps > 1 && grew.getOrDefault(name, 0) == dumps - 1,
                    search.chiefly(name).map(Label::text).orElse("")))
        .sorted(
            Comparator.comparingLong(ClassChange::bytes)
                .reversed()
                .thenComparing(ClassChange::name))
        .toList();
  }

  private static List<Holding> holders(HolderSearch search, long gained, Set<Label> wanted) {
    List<Holding> holders = new ArrayList<>();
    search
        .byCulprit()
        .forEach(
            (label, gains) -> {
              long bytes = gains.stream().mapToLong(HolderSearch.Gain::bytes).sum();
              if (wanted.contains(label) || bytes >= WORTH_NAMING * Math.max(0, gained)) {
                holders.add(holding(label, gains, bytes));
              }
            });
    Set<String> fields = wanted.stream().map(Label::text).collect(Collectors.toSet());
    return holders.stream()
        .sorted(
            Comparator.comparing((Holding one) -> !fields.contains(one.field()))
                .thenComparing(Comparator.comparingLong(Holding::bytes).reversed())
                .thenComparing(Holding::field))
        .limit(MOST_HOLDERS + fields.size())
        .toList();
  }

  private static Holding holding(Label label, List<HolderSearch.Gain> gains, long bytes) {
    HolderSearch.Gain direct =
        gains.stream()
            .filter(gain -> gain.label().equals(label) && !gain.path().isEmpty())
            .max(
                Comparator.comparing(
                        (HolderSearch.Gain gain) -> ClassNames.ofApplication(gain.className()))
                    .thenComparingLong(HolderSearch.Gain::instances)
                    .thenComparingLong(HolderSearch.Gain::bytes))
            .or(() -> gains.stream().max(Comparator.comparingLong(HolderSearch.Gain::bytes)))
            .orElseThrow();
    Map<String, Content> content = new HashMap<>();
    for (HolderSearch.Gain gain : gains) {
      content.merge(
          gain.className(),
          new Content(gain.className(), gain.instances(), gain.bytes()),
          (a, b) ->
              new Content(a.className(), a.instances() + b.instances(), a.bytes() + b.bytes()));
    }
    List<PathStep> path = fromNearestStatic(direct.path());
    String container = container(label, path);
    List<Content> ordered =
        content.values().stream()
            .sorted(
                Comparator.comparing((Content one) -> !ClassNames.ofApplication(one.className()))
                    .thenComparing(Comparator.comparingLong(Content::bytes).reversed())
                    .thenComparing(Content::className))
            .limit(MOST_CONTENT)
            .toList();
    return new Holding(
        label.text(),
        container,
        direct.instances(),
        bytes,
        ordered,
        path,
        Advice.forHolder(
            label.text(),
            container,
            direct.className(),
            path.stream().map(PathStep::className).toList()));
  }

  /** The class of what the field refers to. */
  private static String container(Label label, List<PathStep> path) {
    for (int i = path.size() - 2; i >= 0; i--) {
      if (path.get(i).field().equals(label.field())) {
        return path.get(i + 1).className();
      }
    }
    return "";
  }

  private static List<PathStep> fromNearestStatic(List<PathStep> path) {
    for (int i = path.size() - 1; i > 0; i--) {
      if (path.get(i).className().startsWith("class ") && !path.get(i).field().isEmpty()) {
        return path.subList(i, path.size());
      }
    }
    return path;
  }
}
