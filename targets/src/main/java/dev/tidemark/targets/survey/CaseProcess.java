package dev.tidemark.targets.survey;

import dev.tidemark.targets.catalogue.LeakCatalogue;
import dev.tidemark.targets.catalogue.Truth;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A case in a JVM of its own, which ends with this one. */
record CaseProcess(Process process, int port) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("READY port=(\\d+) pid=\\d+");
  private static final int WARNS_OF_UNSAFE = 24;

  static CaseProcess start(SurveyOptions options, int jdk, Truth truth) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(options.jdk().resolve("bin/java").toString());
    command.add("-XX:+Use" + options.gc() + "GC");
    if (jdk >= WARNS_OF_UNSAFE) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(truth.jvm());
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            LeakCatalogue.class.getName(),
            "--leak",
            truth.name(),
            "--exit-with-parent"));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    @Nullable String line =
        new BufferedReader(process.inputReader(StandardCharsets.US_ASCII)).readLine();
    Matcher ready = READY.matcher(line == null ? "" : line);
    if (!ready.matches()) {
      process.destroyForcibly();
      throw new IOException(truth.name() + " did not start: " + String.join(" ", command));
    }
    return new CaseProcess(process, Integer.parseInt(ready.group(1)));
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What it says in its statistics, or nothing where it is gone. */
  String stats() throws InterruptedException {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(url() + "/stats")).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (IOException e) {
      return "{}";
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
