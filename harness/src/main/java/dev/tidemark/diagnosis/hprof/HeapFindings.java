package dev.tidemark.diagnosis.hprof;

import dev.tidemark.model.ClassCount;
import java.util.List;
import java.util.Optional;

/**
 * What heap dumps of one program show.
 *
 * @param before all that was strongly reachable in the first; empty where there is one dump alone
 * @param after all that is strongly reachable in the last
 * @param soft what only soft references hold in the last: it is given back before memory runs out
 * @param unreachable garbage in the last, and what only weak references lead to
 * @param classes what each class gained, most bytes first; where there is one dump, what it has
 * @param holders who holds what was gained, most bytes first
 */
public record HeapFindings(
    Optional<ClassCount> before,
    ClassCount after,
    ClassCount soft,
    ClassCount unreachable,
    List<ClassChange> classes,
    List<Holding> holders) {
  public HeapFindings {
    classes = List.copyOf(classes);
    holders = List.copyOf(holders);
  }

  /** Bytes gained between the dumps; of one dump, all its bytes. */
  public long gained() {
    return after.bytes() - before.map(ClassCount::bytes).orElse(0L);
  }

  /**
   * A class in two dumps.
   *
   * @param name as in source code
   * @param everyTime whether it gained instances from each dump to the next
   * @param heldBy the field that holds most of what was gained
   */
  public record ClassChange(
      String name, ClassCount before, ClassCount after, boolean everyTime, String heldBy) {
    public long instances() {
      return after.instances() - before.instances();
    }

    public long bytes() {
      return after.bytes() - before.bytes();
    }
  }

  /**
   * A field, and what was gained behind it.
   *
   * @param field such as {@code static com.example.Cache.ENTRIES}
   * @param container the class of what the field refers to; empty where that is not known
   * @param instances gained of the class that it holds most of, itself
   * @param bytes gained of all classes, shallow
   * @param content the classes gained behind it, those of the application first
   * @param path how one of the objects is held, from the nearest static field or root
   */
  public record Holding(
      String field,
      String container,
      long instances,
      long bytes,
      List<Content> content,
      List<PathStep> path,
      String advice) {
    public Holding {
      content = List.copyOf(content);
      path = List.copyOf(path);
    }
  }

  /** What a holder gained of one class. */
  public record Content(String className, long instances, long bytes) {}
}
