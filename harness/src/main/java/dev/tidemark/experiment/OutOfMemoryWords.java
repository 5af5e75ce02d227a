package dev.tidemark.experiment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds an OutOfMemoryError in what a target says, in its log or in an answer. Nothing else of the
 * text is kept: it may hold secrets.
 */
public final class OutOfMemoryWords {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:java\\.lang\\.)?OutOfMemoryError(: (?:Java heap space|GC overhead limit exceeded"
              + "|Metaspace|Compressed class space|Direct buffer memory"
              + "|unable to create (?:new )?native thread|Requested array size exceeds VM limit))?");

  private OutOfMemoryWords() {}

  /** The error with the cause that the JVM gave, such as {@code OutOfMemoryError: Metaspace}. */
  public static Optional<String> in(String text) {
    Matcher found = FORM.matcher(text);
    return found.find()
        ? Optional.of("OutOfMemoryError" + Optional.ofNullable(found.group(1)).orElse(""))
        : Optional.empty();
  }
}
