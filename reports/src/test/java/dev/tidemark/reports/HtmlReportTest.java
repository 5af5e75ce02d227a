package dev.tidemark.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.ledger.LatencyInterval;
import dev.tidemark.ledger.LedgerWriter;
import dev.tidemark.ledger.RunRecord;
import dev.tidemark.model.GcState;
import dev.tidemark.model.MemorySample;
import dev.tidemark.model.MetricKind;
import dev.tidemark.model.RunVerdict;
import dev.tidemark.model.SampleRow;
import dev.tidemark.model.TargetVerdict;
import dev.tidemark.model.Tick;
import dev.tidemark.model.Unit;
import dev.tidemark.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private final String html = HtmlReport.render(Runs.demoRecord(), Runs.demo());

  @Test
  void itSaysTheVerdictsAndTheFiguresInWords() {
    assertThat(text(html))
        .contains(
            "▲ LEAK",
            "leaky leaks 83.1 KiB per request, fixed does not: as expected.",
            "Gate: pass. Every verdict is the one that was expected.",
            "✓ PLATEAU",
            "+83.1 KiB per request",
            "82.9 .. 83.3 KiB, 95%",
            "no leak of 62 B per request or more",
            "880 .. 900 requests",
            "9 .. 10 s at 95/s",
            "dev.tidemark.targets.proxy.BufferedResponse",
            "104 MiB",
            "96 requests in flight");
  }

  @Test
  void itSaysWhatAServiceNeedsAndWhatBecameOfTheOtherOne() {
    assertThat(text(html))
        .contains(
            "Peak live set23.5 MiB at 8 in flight",
            "A limit that is enough32 MiB",
            "Would show31 B and convict 235 B",
            "died after 893 requests, inside the projection");
    assertThat(html).doesNotContain("Too small for its load");
  }

  @Test
  void aLoadThatDoesNotFitIsWarnedOfInTheFirstSection() {
    String small =
        HtmlReport.render(
            Runs.demoRecord(), Runs.of(RunVerdict.Gate.PASS, 0, "x", Runs.tooSmall()));
    int warning =
        small.indexOf("only 3 requests in flight are safe under 128 MiB, and 8 are asked");
    assertThat(warning).isPositive().isLessThan(small.indexOf("<dl class=\"figures\">"));
  }

  @Test
  void itSaysWhatWasRunAndHowToJudgeItAgain() {
    assertThat(text(html))
        .contains(
            "dev.tidemark.simulations.DemoSimulation",
            "1f2e3d4c5b6a",
            "find growth of 100 B per request; stages concurrent, abort; concurrency 8",
            "OpenJDK 64-Bit Server VM 17.0.15, G1",
            "-Xmx128m -XX:+UseG1GC",
            "tidemark analyze .");
  }

  @Test
  void latenciesOfStreamsAreShownWhereTheyWereRecorded() {
    RunRecord demo = Runs.demoRecord();
    Map<String, Histogram> latency = new HashMap<>(demo.latency());
    Histogram first = new Histogram(3);
    first.recordValue(12_300_000);
    latency.put("leaky" + LedgerWriter.FIRST_TOKEN, first);
    Histogram bytes = new Histogram(3);
    bytes.recordValue(2_048);
    latency.put("leaky" + LedgerWriter.ANSWER_BYTES, bytes);
    Histogram rates = new Histogram(3);
    rates.recordValue(41_500);
    latency.put("leaky" + LedgerWriter.TOKENS_PER_SECOND, rates);
    RunRecord streams =
        new RunRecord(demo.manifest(), demo.ticks(), demo.events(), latency, List.of());
    assertThat(text(HtmlReport.render(streams, Runs.demo())))
        .contains("leaky: first token12.3 ms", "of streams also to the first token")
        .contains("leaky2.00 KiB2.00 KiB41.5/s41.5/s1");
    assertThat(text(html)).doesNotContain("first token").doesNotContain("slowest tenth");
  }

  @Test
  void latencyAndTimeInCollectionsStandBesideMemoryOverTime() {
    Recording recording = new Recording(Runs.START);
    recording.arm("leaky", 4, 10, Runs.MIB, 10);
    RunRecord bare = recording.record(Runs.manifest("x"));
    List<LatencyInterval> rounds = new ArrayList<>();
    List<Tick> ticks = new ArrayList<>();
    double collecting = 0;
    for (Tick tick : bare.ticks()) {
      if (tick.kind() == Tick.Kind.FLOOR) {
        Histogram latency = LatencyInterval.none();
        latency.recordValue((40 + tick.round()) * 1_000_000L);
        rounds.add(new LatencyInterval("leaky", tick.at(), tick.at(), latency));
      }
      collecting += 0.05;
      SortedMap<String, MemorySample> samples = new TreeMap<>(tick.samples());
      for (String counter : List.of("jvm.gc.seconds", "process.cpu.time")) {
        samples.put(
            counter,
            new MemorySample(counter, MetricKind.SHOWN, Unit.COUNT, collecting, GcState.UNKNOWN));
      }
      ticks.add(tick.with(SampleRow.of(samples)));
    }
    RunRecord record =
        new RunRecord(
            bare.manifest(), ticks, bare.events(), bare.latency(), rounds, bare.defects());
    String page = HtmlReport.render(record, Runs.demo());
    assertThat(page)
        .contains("the slowest hundredth of each round: at most 44 ms in 5 rounds")
        .contains("at most 20% of the time in collections, 20% of a core")
        .contains("\"unit\":\"%\"");
    assertThat(HtmlReport.render(bare, Runs.demo())).doesNotContain("slowest hundredth");
  }

  /** The live set is flat there: it does not tell the verdict, and is not the first to be seen. */
  @Test
  void whatTellsTheVerdictIsOnTheFirstChart() {
    TargetVerdict threads = Runs.threadLeak().but().name("leaky").build();
    String page =
        HtmlReport.render(Runs.demoRecord(), Runs.of(RunVerdict.Gate.FAIL, 1, "x", threads));

    assertThat(page)
        .containsSubsequence(
            "<h2>Threads</h2>",
            "verdict LEAK",
            "<h2>Live set after full collection</h2>",
            "verdict PLATEAU")
        .contains("\"leaky: LEAK\"")
        .contains("\"leaky: PLATEAU\"");
  }

  @Test
  void missedReadingsAreListedOncePerReason() {
    assertThat(text(html)).contains("GET /stats answered 503 after 2 s");
    assertThat(html.split("answered 503", -1)).hasSize(3);
  }

  @Test
  void everyChartHasAPlaceAndATextAlternative() {
    assertThat(Pattern.compile("role=\"img\" aria-label=\"[^\"]{20,}\"").matcher(html).results())
        .hasSize(10);
    assertThat(html).contains("<html lang=\"en\">", "scope=\"col\"", "<caption>");
  }

  @Test
  void itRefersToNothingOutsideItself() {
    String own = html.replaceAll("(?s)<script>.*?</script>", "");
    assertThat(own).doesNotContain("src=", "url(", "@import", "<base");
    assertThat(Pattern.compile("href=\"([^\"]*)\"").matcher(own).results().map(m -> m.group(1)))
        .containsOnly("data:,");
  }

  @Test
  void localeAndTimeZoneChangeNothing() {
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
      assertThat(HtmlReport.render(Runs.demoRecord(), Runs.demo())).isEqualTo(html);
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void aLongRunStaysASmallFile() {
    Recording recording = new Recording(Runs.START);
    recording.arm("leaky", 4_000, 10, Runs.MIB, 10);
    RunRecord record = recording.record(Runs.manifest("Soak"));
    assertThat(record.ticks()).hasSizeGreaterThan(50_000);
    assertThat(HtmlReport.render(record, Runs.demo()).length()).isLessThan(1_500_000);
  }

  @Test
  void aRunWithoutReadingsStillGivesAReport() {
    RunVerdict nothing =
        Runs.of(
            RunVerdict.Gate.FAIL,
            3,
            "Nothing could be read.",
            Runs.bare("candidate", new Verdict.Inconclusive("The probe never answered.")));
    RunRecord empty =
        new RunRecord(Runs.manifest("x"), List.of(), List.of(), Map.of(), List.of("torn line 7"));
    assertThat(text(HtmlReport.render(empty, nothing)))
        .contains(
            "? INCONCLUSIVE", "Gate: fail (exit code 3).", "nothing was measured", "torn line 7");
  }

  private static String text(String html) {
    return html.replaceAll("(?s)<(script|style)[^>]*>.*?</\\1>", "").replaceAll("<[^>]*>", "");
  }
}
