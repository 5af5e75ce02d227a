package dev.tidemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanCommandTest {
  @TempDir Path folder;

  private Session.Outcome plan(String... more) {
    String[] all = new String[more.length + 1];
    all[0] = "plan";
    System.arraycopy(more, 0, all, 1, more.length);
    return new Session(folder).tidemark(all);
  }

  /** 66 rounds of 60 requests: 45 · 10,240 · √12 / (60 · 66^1.5) is 49.6. */
  @Test
  void figuresAloneMakeAPlan() {
    Session.Outcome outcome =
        plan(
            "--sensitivity=50B",
            "--noise=10KB",
            "--rate=200/s",
            "--floor-cost=150ms",
            "--cache-allowance=1MiB");
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out())
        .startsWith(
            """
            asked   growth of 50 B per request
            pilot   noise of a floor 10.0 KiB, 200 requests/s, 0.150 s a floor
                    (given)

            plan         rounds  of requests    in all      time
            see it           66           60     3,960      30 s   49.6 B shows
            rule it out      54          100     5,400      35 s   PLATEAU at the earliest
            convict""")
        .contains(
            "            1.00 MiB: at 50 B after 20,972 requests, 105 s.".strip(),
            "            54 |                    81      30 s |".strip(),
            "tidemark run --sensitivity 50B --budget ");
  }

  @ParameterizedTest
  @CsvSource({
    "1B, 300MB, 3/s, 2h",
    "1GB, 1B, 100000/s, 1ms",
    "50B, 10KB, 200/s, 150ms",
    "100B, 0, 1/d, 1s",
    "1B, 1TB, 1/d, 8h"
  })
  void everyPlanFitsATerminal(String sensitivity, String noise, String rate, String cost) {
    Session.Outcome outcome =
        plan(
            "--sensitivity=" + sensitivity,
            "--noise=" + noise,
            "--rate=" + rate,
            "--floor-cost=" + cost);
    assertThat(outcome.exit()).isZero();
    assertThat(outcome.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }

  @Test
  void withATargetAPilotIsSentAndNoMore() throws Exception {
    try (SmallTarget target = SmallTarget.start("{\"cacheBytes\": 4096}")) {
      Path pilot = folder.resolve("pilot");
      Session.Outcome outcome =
          plan("--target=" + target.url(), "--max-tokens=10", "--out=" + pilot);
      assertThat(outcome.err()).isEmpty();
      assertThat(outcome.exit()).isZero();
      assertThat(outcome.out())
          .contains("asked   growth of 100 B per request", "(24 rounds of 20 requests)");
      assertThat(Files.readString(pilot.resolve("manifest.json"))).contains("\"pilot\"");
    }
  }

  @Test
  void aTargetThatNobodyServesIsExitFour() {
    Session.Outcome outcome = plan("--target=http://127.0.0.1:1");
    assertThat(outcome.exit()).isEqualTo(4);
    assertThat(outcome.err()).contains("nothing answers there");
  }
}
