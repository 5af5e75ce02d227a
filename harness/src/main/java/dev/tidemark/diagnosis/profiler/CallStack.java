package dev.tidemark.diagnosis.profiler;

import dev.tidemark.diagnosis.Site;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The methods and functions that were under way when memory was taken.
 *
 * @param frames the innermost first
 */
record CallStack(List<Frame> frames) {
  /** Libraries that take memory for others. */
  private static final Set<String> SERVANTS = Set.of("libasyncProfiler", "libc", "libstdc++");

  private static final String JVM = "libjvm";

  CallStack {
    frames = List.copyOf(frames);
  }

  /**
   * A method of Java, or a function of a native library.
   *
   * @param owner its class with dots, or its library
   * @param line 0 where it is not known
   */
  record Frame(String owner, String name, int line, boolean java) {
    String words() {
      return java
          ? new Site.Frame(owner, name, line).words()
          : owner.isEmpty() ? name : name + " (" + owner + ")";
    }

    /** As words, with lines left out: what the same method does at all its lines is one. */
    String label() {
      return java ? Site.plain(owner) + "." + name : words();
    }

    private boolean in(String library) {
      return !java && owner.startsWith(library);
    }
  }

  /**
   * Where memory is taken: the method of the application, or the function of a native library that
   * runs threads of its own; none for the JVM's own business.
   */
  Optional<String> site() {
    List<Site.Frame> ofJava =
        frames.stream()
            .filter(Frame::java)
            .map(frame -> new Site.Frame(frame.owner(), frame.name(), frame.line()))
            .toList();
    if (!ofJava.isEmpty()) {
      return Site.of(ofJava);
    }
    return frames.stream().anyMatch(frame -> frame.in(JVM)) ? Optional.empty() : through();
  }

  /** The outermost native function below Java, which is the one that Java called. */
  Optional<String> through() {
    Optional<Frame> called = Optional.empty();
    for (Frame frame : frames) {
      if (frame.java()) {
        break;
      }
      if (SERVANTS.stream().noneMatch(frame::in)) {
        called = Optional.of(frame);
        if (frames.stream().noneMatch(Frame::java)) {
          break;
        }
      }
    }
    return called.map(Frame::words);
  }
}
