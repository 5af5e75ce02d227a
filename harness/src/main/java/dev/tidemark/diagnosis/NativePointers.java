package dev.tidemark.diagnosis;

import dev.tidemark.model.Suspect;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which objects that point to native memory are made with requests, where native memory grows and
 * no object does: what they point to may be what is never given back.
 */
public final class NativePointers {
  private static final Pattern POINTERS =
      Pattern.compile(
          "(?!java\\.|javax\\.|sun\\.).*(Pointer|Memory|MemoryIO|MemorySegment(Impl)?|ArenaImpl"
              + "|Struct(ure)?|ByteBuf)");

  /** What is made less often does not explain growth with every request. */
  private static final double SELDOM = 0.02;

  private static final long FEWEST = 8;

  private NativePointers() {}

  /**
   * The class of which most were made.
   *
   * @param perRequest native bytes gained with every request
   */
  public static Optional<Suspect> of(MadeObjects made, double perRequest) {
    return made.most(name -> POINTERS.matcher(name).matches())
        .filter(name -> made.of(name) >= Math.max(FEWEST, SELDOM * made.requests()))
        .map(name -> suspect(name, (double) made.of(name) / made.requests(), perRequest));
  }

  private static Suspect suspect(String name, double each, double perRequest) {
    return new Suspect(
        "class",
        ClassNames.inSource(name),
        each,
        perRequest,
        false,
        String.format(
            Locale.ROOT,
            "%.3g are made with every request and collected, while native memory grows and no"
                + " object of the heap does",
            each),
        "free what it points to, in a finally block; --profile names the calls that take memory");
  }
}
