package dev.tidemark.diagnosis;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The place in an application where something is made, told by a stack of methods. */
public final class Site {
  private static final Pattern HIDDEN = Pattern.compile("[+.]0x[0-9a-f]+.*");

  private static final String BY_WAY_OF = ", by way of ";

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
   * The method that makes something, and the one that has it made. Where the first is one of a
   * library, and something that is neither of it nor of a framework called it, that caller stands
   * first, since it can be changed; else it is the next of another class, since the first may be no
   * more than a tool. The first of all where no method is of an application.
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
    List<Frame> callers =
        frames.subList(first + 1, frames.size()).stream()
            .filter(frame -> ClassNames.ofApplication(frame.type()))
            .filter(frame -> !frame.type().equals(maker.type()))
            .toList();
    Optional<Frame> user =
        callers.stream()
            .filter(frame -> !Parties.same(frame.type(), maker.type()))
            .filter(frame -> !Parties.isFramework(frame.type()))
            .findFirst();
    if (user.isPresent()) {
      return user.map(caller -> caller.words() + BY_WAY_OF + maker.words());
    }
    return Optional.of(
        maker.words()
            + callers.stream().findFirst().map(other -> ", called by " + other.words()).orElse(""));
  }

  /** The words of a site without the way from there, which differs from object to object. */
  public static String start(String site) {
    int way = site.indexOf(BY_WAY_OF);
    return way < 0 ? site : site.substring(0, way);
  }
}
