package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
  @TempDir Path folder;

  @Test
  void theHelpNamesEveryCommandAndEveryExitCode() {
    Session.Outcome outcome = new Session(folder).tidemark("--help");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .isEqualTo(
            """
            Usage: tidemark [-h] [--verbose] COMMAND
            Finds memory leaks in services under load: does memory grow with every request?
              -h, --help      show this
                  --verbose   show where in the program a failure arose

            Commands:
              demo     Starts two AI proxies on this machine, a leaky and a fixed one, and
                         judges both.
              run      Drives traffic at a target, watches its memory and judges it.
              plan     Says how many rounds, requests and minutes a run takes, and why.
              analyze  Judges what was recorded: run folders, CSV files, JVM GC logs, JFR
                         recordings, saved Prometheus range queries.
              report   Writes report.html, verdict.json, junit.xml and summary.md of run
                         folders anew.
              trend    Draws the growth per request over many runs as one HTML page.
              doctor   Checks what this machine and this target let a run do.

            Exit codes:
              0   pass; GROWING warns, and fails with --strict
              1   the gate failed: LEAK or CRASHED
              2   usage or configuration
              3   INCONCLUSIVE: nothing was shown, so nothing passes
              4   it could not be carried out

            The smallest run: tidemark run --target URL --pid N
            """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "run", "plan", "analyze", "report", "trend", "doctor"})
  void theHelpOfEveryCommandFitsATerminal(String command) {
    Session.Outcome outcome = new Session(folder).tidemark(command, "--help");
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out()).startsWith("Usage: tidemark " + command);
    assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                                                       | subcommand
          frobnicate                                               | frobnicate
          run --sensitivty 3                                       | --sensitivty
          run --target                                             | --target
          run                                                      | tidemark demo
          run --target foo                                         | http://HOST:PORT
          run --target http://u:secret@127.0.0.1:1                 | password
          run --target http://127.0.0.1:1 --pid one                | 'one' is not a process id
          run --target http://127.0.0.1:1 --probe pigeon           | jvm:PID
          run --target http://127.0.0.1:1 --sensitivity much       | 'much' is not a size
          run --target http://127.0.0.1:1 --sensitivity 0          | must be positive
          run --target http://127.0.0.1:1 --budget soon            | 'soon' is not a length of time
          run --target http://127.0.0.1:1 --concurrency 0          | at least 1
          run --target http://127.0.0.1:1 --max-tokens few         | 'few' is not a whole number
          run --target http://127.0.0.1:1 --expect candidate=GREAT | 'GREAT' is not a verdict
          run --target http://127.0.0.1:1 --request-path chat      | must begin with /
          run --target http://127.0.0.1:1 --limit big              | 'big' is not a size
          run --config nowhere.yaml                                | nowhere.yaml
          run --target http://127.0.0.1:1 --at-rate often          | 'often' is not a rate
          run --target http://127.0.0.1:1 --at-rate 0              | must be positive
          plan                                                     | --noise, --rate and --floor-cost
          plan --noise 10KB                                        | all three are needed
          plan --noise 10KB --rate often --floor-cost 1s           | 'often' is not a rate
          plan --noise much --rate 200/s --floor-cost 1s           | 'much' is not a size
          plan --noise 10KB --rate 200/s --floor-cost soon         | 'soon' is not a length of time
          plan --noise -1KB --rate 200/s --floor-cost 1s           | cannot be negative
          plan --sensitivity 0 --noise 1 --rate 1 --floor-cost 1s  | must be positive
          doctor --pid 4711                                        | --target
          analyze                                                  | INPUT
          analyze --sensitivity much .                             | 'much' is not a size
          analyze --sensitivity 0 .                                | must be positive
          analyze --at-rate often .                                | 'often' is not a rate
          analyze nowhere                                          | no such file or folder
          analyze .                                                | manifest.json
          report .                                                 | manifest.json
          trend .                                                  | no run to draw
          trend . --out .                                          | is a folder
          """)
  void aMistakeIsExitTwoWithOneLineThatSaysWhatToDo(String arguments, String said) {
    Session session = new Session(folder);
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split(" ");
    Session.Outcome outcome = session.tidemark(words);
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).startsWith("tidemark: ").contains(said);
    assertThat(outcome.err().lines().filter(line -> !line.contains("left out"))).hasSize(1);
    assertThat(outcome.err()).doesNotContain("secret").doesNotContain("Exception");
    assertThat(session.simulations).isEmpty();
  }

  @Test
  void whatWasTypedCannotAddLinesOrColoursToAComplaint() {
    Session.Outcome outcome =
        new Session(folder).tidemark("run", "--target", "foo\nPASS\u001b[32m");
    assertThat(outcome.exit()).isEqualTo(2);
    assertThat(outcome.err()).hasLineCount(1).doesNotContain("\u001b");
  }

  @Test
  void verboseShowsWhereAMistakeArose() {
    Session.Outcome outcome = new Session(folder).tidemark("analyze", ".", "--verbose");
    assertThat(outcome.err()).contains("\tat dev.tidemark.cli.").contains("tidemark: ");
  }
}
