package dev.tidemark.traffic;

import java.util.Locale;
import java.util.Random;

/** Prompts in plain ASCII that needs no escaping in JSON, each told from all others by its key. */
public final class PromptText {
  private static final String[] OPENINGS = {
    "Explain to a new colleague", "Summarise for the weekly report", "Write release notes about",
    "Draft a friendly reply about", "List the risks of", "Compare two approaches to",
    "Turn these notes into a plan:", "Review this paragraph on"
  };
  private static final String[] WORDS =
      ("the billing service keeps customer records for seven years and a nightly export moves them"
              + " into cold storage while support agents search recent tickets by order number or"
              + " phone when an invoice is late team sends reminder with clear steps to pay online"
              + " questions about refunds go through approval queue")
          .split(" ", -1);

  private PromptText() {}

  /** The prompt of a key, of exactly this length. */
  public static String of(long key, int length, long seed) {
    Random random = new Random(seed * 31 + key);
    StringBuilder text = new StringBuilder(length + 16);
    String opening = OPENINGS[random.nextInt(OPENINGS.length)];
    String mark = String.format(Locale.ROOT, " (case %08d)", key);
    if (length < opening.length() + mark.length()) {
      text.append(String.format(Locale.ROOT, "%08d", key));
    } else {
      text.append(opening).append(mark);
    }
    while (text.length() < length) {
      text.append(' ').append(WORDS[random.nextInt(WORDS.length)]);
    }
    text.setLength(length);
    return text.toString();
  }
}
