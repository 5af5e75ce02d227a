package dev.tidemark.cli;

/** A note below a verdict, broken at blanks so that it is no wider than the lines above it. */
final class NoteLines {
  private static final int WIDTH = 80;
  private static final String HEAD = "note     ";

  private NoteLines() {}

  static String of(String note) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(HEAD);
    boolean empty = true;
    for (String word : note.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip().split(" ", -1)) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(" ".repeat(HEAD.length()));
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return text.append(line).append('\n').toString();
  }
}
