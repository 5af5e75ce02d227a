package dev.tidemark.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a checklist, with what to do about it.
 *
 * @param needed whether no run is possible unless the answer is yes
 * @param detail what was found, or what to do
 */
record Check(Answer answer, boolean needed, String subject, String detail) {
  private static final int WIDTH = 80;
  private static final int INDENT = 30;

  /** What was found out. */
  enum Answer {
    OK("ok"),
    NO("no"),
    UNKNOWN("unknown");

    private final String word;

    Answer(String word) {
      this.word = word;
    }
  }

  static Check ok(String subject, String detail) {
    return new Check(Answer.OK, false, subject, detail);
  }

  /** What is missing, and a run can do without. */
  static Check lacking(String subject, String remedy) {
    return new Check(Answer.NO, false, subject, remedy);
  }

  static Check unknown(String subject, String remedy) {
    return new Check(Answer.UNKNOWN, false, subject, remedy);
  }

  /** What is missing, and no run is possible without. */
  static Check failed(String subject, String remedy) {
    return new Check(Answer.NO, true, subject, remedy);
  }

  boolean preventsARun() {
    return needed && answer == Answer.NO;
  }

  /** At most 80 columns wide, but for a word that is longer. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(String.format("%-9s%-20s ", answer.word, subject));
    for (String word : detail.strip().split("\\s+", -1)) {
      if (line.length() > INDENT && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(INDENT));
      }
      line.append(line.length() > INDENT ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
