package dev.tidemark.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The place in an application where something is made, told by a stack of methods. */
public final class Site {
  private static final Pattern HIDDEN = Pattern.compile("[+.]0x[0-9a-f]+.*");

  private Site() {}

  /**
   * A method on a stack.
   *
   * @param type its class, with dots
   * @param line 0 where it is not known
   */
  public record Frame(String type, String method, int line) {
    public Frame {
      type = plain(type);
    }

    public String words() {
      return type + "." + method + (line > 0 ? ":" + line : "");
    }
  }

  /** With dots, and without the address that a hidden class has behind its name. */
  public static String plain(String name) {
    return HIDDEN.matcher(name.replace('/', '.')).replaceFirst("");
  }

  /**
   * The first two methods of the application in different classes, since the first may be no more
   * than a tool; the first of all where there is none.
   *
   * @param frames of Java, the innermost first
   */
  public static Optional<String> of(List<Frame> frames) {
    int first = 0;
    while (first < frames.size() && !ClassNames.ofApplication(frames.get(first).type())) {
      first++;
    }
    if (first == frames.size()) {
      return frames.stream().findFirst().map(Frame::words);
    }
    Frame maker = frames.get(first);
    Optional<Frame> caller =
        frames.stream()
            .skip(first + 1L)
            .filter(frame -> ClassNames.ofApplication(frame.type()))
            .filter(frame -> !frame.type().equals(maker.type()))
            .findFirst();
    return Optional.of(
        maker.words() + caller.map(other -> ", called by " + other.words()).orElse(""));
  }
}
