package dev.tidemark.targets.survey;

import dev.tidemark.targets.catalogue.Truth;
import dev.tidemark.targets.catalogue.TruthFile;
import dev.tidemark.targets.program.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The program behind {@code scripts/catalogue}: runs the command against the cases that the log
 * does not have yet, and writes the table of all.
 */
public final class CatalogueSurvey {
  private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

  private CatalogueSurvey() {}

  /** The first argument is the root of the repository, the others are the options. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try {
      List<String> rest = List.of(args).subList(1, args.length);
      SurveyOptions options =
          SurveyOptions.parse(Path.of(args[0]).toAbsolutePath(), rest.toArray(String[]::new));
      survey(options);
    } catch (UsageException e) {
      System.err.println("catalogue: " + e.getMessage());
      System.exit(2);
    }
  }

  private static void survey(SurveyOptions options)
      throws IOException, InterruptedException, UsageException {
    int jdk = version(options.jdk());
    List<Truth> cases = TruthFile.read().cases();
    SurveyLog log = new SurveyLog(options.log());
    Set<String> done =
        log.last().stream()
            .filter(line -> line.jvm().equals(jdk + " " + options.gc()))
            .map(RunLine::name)
            .collect(Collectors.toSet());
    List<Truth> asked =
        cases.stream()
            .filter(truth -> options.cases().matcher(truth.name()).matches())
            .filter(truth -> truth.traffic().fromJdk() <= jdk)
            .filter(truth -> options.fresh() || !done.contains(truth.name()))
            .toList();
    ExecutorService at = Executors.newFixedThreadPool(options.parallel());
    try {
      List<Future<?>> under = new ArrayList<>();
      for (Truth truth : asked) {
        under.add(at.submit(() -> one(options, jdk, truth, log)));
      }
      for (Future<?> one : under) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a case could not be run", e);
    } finally {
      at.shutdownNow();
    }
    Files.writeString(
        options.out(), SurveyTable.markdown(cases, log.last()), StandardCharsets.UTF_8);
  }

  private static Void one(SurveyOptions options, int jdk, Truth truth, SurveyLog log)
      throws IOException, InterruptedException {
    RunLine line = new CaseRun(options, jdk, truth).run();
    log.add(line);
    System.out.printf(
        "%-24s %-12s %-10s %8d requests %4.0f s  culprit %d  %s%n",
        truth.name(),
        line.verdict(),
        Outcome.of(truth, line.verdict()),
        line.requests(),
        line.seconds(),
        line.rank(truth.culprit()),
        line.names());
    return null;
  }

  private static int version(Path jdk) throws IOException, UsageException {
    Path release = jdk.resolve("release");
    Matcher found =
        JAVA_VERSION.matcher(Files.isRegularFile(release) ? Files.readString(release) : "");
    if (!found.find()) {
      throw new UsageException("--jdk: there is no JDK in " + jdk);
    }
    return Integer.parseInt(found.group(1));
  }
}
