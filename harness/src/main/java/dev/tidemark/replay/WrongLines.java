package dev.tidemark.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a recording holds that cannot be sent as it stands, said in few lines. */
final class WrongLines {
  private long wrong;
  private String first = "";
  private long withoutTime;
  private long firstWithoutTime;
  private long backwards;

  void wrong(long line, String why) {
    if (wrong++ == 0) {
      first = "line " + line + " " + why;
    }
  }

  void withoutTime(long line) {
    if (withoutTime++ == 0) {
      firstWithoutTime = line;
    }
  }

  void backwards() {
    backwards++;
  }

  long count() {
    return wrong;
  }

  String first() {
    return first;
  }

  List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (wrong > 0) {
      notes.add(
          String.format(Locale.ROOT, "%,d lines of the recording are left out: %s", wrong, first)
              + (wrong > 1 ? ", for one" : ""));
    }
    if (withoutTime > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d recorded requests have no timestamp, the first in line %,d: each is sent right"
                  + " after the one before it",
              withoutTime,
              firstWithoutTime));
    }
    if (backwards > 0) {
      notes.add(
          String.format(
              Locale.ROOT,
              "%,d recorded requests are older than the one before them: sent in the order of the"
                  + " file",
              backwards));
    }
    return notes;
  }
}
