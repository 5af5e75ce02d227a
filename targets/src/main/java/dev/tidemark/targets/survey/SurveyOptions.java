package dev.tidemark.targets.survey;

import dev.tidemark.targets.program.UsageException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * What a survey was asked for.
 *
 * @param root of the repository
 * @param cases names of the cases to run
 * @param jdk the home of the JDK that the cases run on
 * @param gc the collector of the cases, as in {@code -XX:+UseG1GC}
 * @param budget what the command is given
 * @param parallel how many cases run at once
 * @param fresh whether runs that the log has are made again
 * @param log where each run leaves a line
 * @param out where the table goes
 */
record SurveyOptions(
    Path root,
    Pattern cases,
    Path jdk,
    String gc,
    String budget,
    int parallel,
    boolean fresh,
    Path log,
    Path out) {
  private static final Set<String> COLLECTORS =
      Set.of("G1", "Serial", "Parallel", "Z", "Shenandoah");
  private static final String KNOWN =
      "known: --cases REGEX --jdk HOME --gc G1|Serial|Parallel|Z|Shenandoah --budget TIME"
          + " --parallel N --log FILE --out FILE --fresh";

  static SurveyOptions parse(Path root, String[] args) throws UsageException {
    String cases = ".*";
    Path jdk = Path.of(System.getProperty("java.home"));
    String gc = "G1";
    String budget = "3m";
    int parallel = 1;
    boolean fresh = false;
    Path log = root.resolve("docs/measured/catalogue.jsonl");
    Path out = root.resolve("docs/catalogue.md");
    Iterator<String> given = List.of(args).iterator();
    while (given.hasNext()) {
      String option = given.next();
      if (option.equals("--fresh")) {
        fresh = true;
        continue;
      }
      if (!given.hasNext()) {
        throw new UsageException("'" + option + "' needs a value, or is not known; " + KNOWN);
      }
      String value = given.next();
      switch (option) {
        case "--cases" -> cases = value;
        case "--jdk" -> jdk = Path.of(value);
        case "--gc" -> gc = value;
        case "--budget" -> budget = value;
        case "--parallel" -> parallel = atLeastOne(value);
        case "--log" -> log = Path.of(value);
        case "--out" -> out = Path.of(value);
        default -> throw new UsageException("unknown option '" + option + "'; " + KNOWN);
      }
    }
    if (!COLLECTORS.contains(gc)) {
      throw new UsageException("--gc must be one of " + COLLECTORS + ", not '" + gc + "'");
    }
    return new SurveyOptions(
        root, pattern(cases), jdk, gc, budget, parallel, fresh, log.toAbsolutePath(), out);
  }

  private static int atLeastOne(String text) throws UsageException {
    try {
      int number = Integer.parseInt(text);
      if (number >= 1) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new UsageException("--parallel must be a whole number above 0, not '" + text + "'");
  }

  private static Pattern pattern(String text) throws UsageException {
    try {
      return Pattern.compile(text);
    } catch (PatternSyntaxException e) {
      throw new UsageException("--cases is no regular expression: " + e.getDescription());
    }
  }
}
