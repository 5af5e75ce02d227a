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
   * runs threads of its own; none for the JVM's own business, which any method may set off.
   */
  Optional<String> site() {
    Optional<Frame> called = called();
    boolean java = frames.stream().anyMatch(Frame::java);
    if (java) {
      return called.filter(CallStack::ofTheJvmItself).isPresent()
          ? Optional.empty()
          : Site.of(ofJava());
    }
    return frames.stream().anyMatch(frame -> frame.in(JVM))
        ? Optional.empty()
        : called.map(Frame::words);
  }

  /** The native function that Java called, or that takes memory where there is no Java. */
  Optional<String> through() {
    return called().map(Frame::words);
  }

  private List<Site.Frame> ofJava() {
    return frames.stream()
        .filter(Frame::java)
        .map(frame -> new Site.Frame(frame.owner(), frame.name(), frame.line()))
        .toList();
  }

  private Optional<Frame> called() {
    List<Frame> below =
        frames.stream().takeWhile(frame -> !frame.java()).filter(CallStack::telling).toList();
    boolean java = below.size() < frames.size() && frames.stream().anyMatch(Frame::java);
    return below.isEmpty()
        ? Optional.empty()
        : Optional.of(java ? below.get(below.size() - 1) : below.get(0));
  }

  private static boolean telling(Frame frame) {
    return !frame.owner().isEmpty() && SERVANTS.stream().noneMatch(frame::in);
  }

  /** Native methods are entered by plain functions; its methods, C++, compile, load and link. */
  private static boolean ofTheJvmItself(Frame frame) {
    return frame.in(JVM) && frame.name().contains("::");
  }
}
