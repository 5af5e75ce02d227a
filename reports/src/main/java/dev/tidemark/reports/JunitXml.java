package dev.tidemark.reports;

import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.TargetVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The run as JUnit XML: one test case for each target. A case fails only when the gate fails, and
 * when the gate fails at least one case does.
 */
public final class JunitXml {
  private JunitXml() {}

  /** Writes {@code junit.xml}. */
  public static void write(Path file, RunVerdict verdict) throws IOException {
    Files.write(file, toXml(verdict).getBytes(StandardCharsets.UTF_8));
  }

  static String toXml(RunVerdict verdict) {
    List<TargetVerdict> failing = failing(verdict);
    boolean runFails = verdict.gate() == RunVerdict.Gate.FAIL && failing.isEmpty();
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        String.format(
            Locale.ROOT,
            "<testsuite name=\"tidemark\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n",
            verdict.targets().size() + (runFails ? 1 : 0),
            failing.size() + (runFails ? 1 : 0)));
    for (TargetVerdict target : verdict.targets()) {
      String kind = target.verdict().name();
      open(xml, target.name(), target.loadSeconds());
      if (failing.contains(target)) {
        fail(xml, kind, target.verdict().reason());
      }
      xml.append("    <system-out>")
          .append(escaped(kind + ": " + target.verdict().reason()))
          .append("</system-out>\n  </testcase>\n");
    }
    if (runFails) {
      open(xml, "run", 0);
      fail(xml, verdict.verdict().name(), verdict.reason());
      xml.append("  </testcase>\n");
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static void open(StringBuilder xml, String name, double seconds) {
    xml.append(
        String.format(
            Locale.ROOT,
            "  <testcase classname=\"tidemark\" name=\"%s\" time=\"%.3f\">\n",
            escaped(name),
            seconds));
  }

  private static void fail(StringBuilder xml, String type, String message) {
    xml.append("    <failure type=\"")
        .append(type)
        .append("\" message=\"")
        .append(escaped(message))
        .append("\"/>\n");
  }

  /** The targets at which a failed gate points: what was not expected, else what is worst. */
  private static List<TargetVerdict> failing(RunVerdict verdict) {
    if (verdict.gate() != RunVerdict.Gate.FAIL) {
      return List.of();
    }
    List<TargetVerdict> wrong = verdict.targets().stream().filter(JunitXml::isWrong).toList();
    return wrong.isEmpty()
        ? verdict.targets().stream()
            .filter(t -> t.expected().isEmpty() && t.verdict().kind() == verdict.verdict())
            .toList()
        : wrong;
  }

  private static boolean isWrong(TargetVerdict target) {
    if (target.expected().isPresent()) {
      return !target.asExpected();
    }
    return switch (target.verdict().kind()) {
      case CRASHED, LEAK, INCONCLUSIVE -> true;
      case GROWING, FILLING, PLATEAU -> false;
    };
  }

  /** Escaped for text and attributes; what XML 1.0 cannot hold is replaced. */
  private static String escaped(String text) {
    StringBuilder legal = new StringBuilder();
    text.codePoints().map(c -> isLegal(c) ? c : 0xfffd).forEach(legal::appendCodePoint);
    return Escaped.html(legal.toString()).replace("\n", "&#10;").replace("\t", "&#9;");
  }

  private static boolean isLegal(int c) {
    return c == '\t'
        || c == '\n'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
