package dev.tidemark.cli;

import dev.tidemark.diagnosis.hprof.HeapFindings;
import dev.tidemark.diagnosis.hprof.HeapFindings.ClassChange;
import dev.tidemark.diagnosis.hprof.HeapFindings.Holding;
import dev.tidemark.diagnosis.hprof.PathWords;
import dev.tidemark.model.ByteSize;
import dev.tidemark.model.ClassCount;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What heap dumps show, in lines for a terminal. */
final class HeapDumpText {
  private static final int MOST_HOLDERS = 3;
  private static final int MOST_CLASSES = 15;
  private static final int WIDTH = 80;
  private static final String INDENT = " ".repeat(9);

  private final HeapFindings findings;
  private final StringBuilder text = new StringBuilder();

  private HeapDumpText(HeapFindings findings) {
    this.findings = findings;
  }

  static String of(HeapFindings findings, List<String> names) {
    HeapDumpText page = new HeapDumpText(findings);
    page.head(names);
    findings.holders().stream().limit(MOST_HOLDERS).forEach(page::holder);
    page.classes();
    return page.text.toString();
  }

  private boolean compared() {
    return findings.before().isPresent();
  }

  private void head(List<String> names) {
    findings.before().ifPresent(was -> line("before", names.get(0) + ": " + amount(was) + " live"));
    line(
        compared() ? "after" : "dump",
        names.get(names.size() - 1) + ": " + amount(findings.after()) + " live");
    if (findings.soft().bytes() > 0) {
      line("soft", amount(findings.soft()) + " held by soft references alone: no leak");
    }
    if (compared()) {
      line("growth", signed(findings.gained()));
    }
  }

  private void holder(Holding holder) {
    String share =
        findings.gained() > 0
            ? String.format(
                Locale.ROOT,
                ", %.1f%% of the %s",
                Math.min(100, 100.0 * holder.bytes() / findings.gained()),
                compared() ? "growth" : "heap")
            : "";
    line(
        "held by",
        holder.field() + (holder.container().isEmpty() ? "" : " (" + holder.container() + ")"));
    more((compared() ? signed(holder.bytes()) : ByteSize.format((double) holder.bytes())) + share);
    more(
        String.join(
            ", ",
            holder.content().stream()
                .limit(4)
                .map(one -> one.className() + " " + count(one.instances()))
                .toList()));
    if (holder.path().size() > 1) {
      more("path: " + PathWords.of(holder.path()));
    }
    more(holder.advice());
  }

  private void classes() {
    text.append('\n');
    row("class", compared() ? "instances +" : "instances", compared() ? "bytes +" : "bytes");
    List<ClassChange> shown =
        findings.classes().stream().filter(one -> one.bytes() > 0).limit(MOST_CLASSES).toList();
    for (ClassChange one : shown) {
      row(one.name(), count(one.instances()), ByteSize.format((double) one.bytes()));
      if (!one.heldBy().isEmpty()) {
        text.append("  ").append(fitted(one.heldBy(), WIDTH - 2)).append('\n');
      }
    }
  }

  private void row(String name, String instances, String bytes) {
    text.append(
        String.format(Locale.ROOT, "%-52s %14s %12s%n", fitted(name, 52), instances, bytes)
            .replace("\r\n", "\n"));
  }

  private static String amount(ClassCount count) {
    return String.format(
        Locale.ROOT,
        "%s in %,d objects",
        ByteSize.format((double) count.bytes()),
        count.instances());
  }

  private static String signed(long bytes) {
    return (bytes >= 0 ? "+" : "") + ByteSize.format((double) bytes);
  }

  private String count(long instances) {
    return String.format(Locale.ROOT, compared() ? "%+,d" : "%,d", instances);
  }

  /** The end of a name that is too long: it says more than its beginning. */
  private static String fitted(String name, int width) {
    return name.length() <= width ? name : "…" + name.substring(name.length() - width + 1);
  }

  private void line(String key, String words) {
    append(String.format(Locale.ROOT, "%-9s", key), words);
  }

  private void more(String words) {
    append(INDENT, words);
  }

  private void append(String first, String words) {
    String start = first;
    StringBuilder line = new StringBuilder();
    Function<String, Boolean> fits =
        word -> INDENT.length() + line.length() + 1 + word.length() <= WIDTH;
    for (String word : words.split(" ", -1)) {
      if (line.length() > 0 && !fits.apply(word)) {
        text.append(start).append(line).append('\n');
        line.setLength(0);
        start = INDENT;
      }
      line.append(line.length() > 0 ? " " : "").append(word);
    }
    text.append(start).append(line).append('\n');
  }
}
