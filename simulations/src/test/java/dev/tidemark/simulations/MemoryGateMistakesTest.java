package dev.tidemark.simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tidemark.experiment.RunImpossible;
import dev.tidemark.experiment.TargetProcess;
import dev.tidemark.ledger.LedgerReader;
import dev.tidemark.ledger.RunFolder;
import dev.tidemark.model.RequestCounts;
import dev.tidemark.model.Tick;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said, and that it never passes, where the gate was added to a simulation wrongly. */
final class MemoryGateMistakesTest {
  private static @Nullable TargetProcess target;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws RunImpossible {
    target =
        TargetProcess.start(
            GatlingProcess.TARGETS,
            List.of("-Xmx128m"),
            List.of("dev.tidemark.targets.talk.TalkServer", "--mode", "fixed", "--port", "0"));
  }

  @AfterAll
  static void stop() {
    running().close();
  }

  private static TargetProcess running() {
    TargetProcess now = target;
    if (now == null) {
      throw new IllegalStateException("the target did not start");
    }
    return now;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          not around | its set-up must be setUp(gate.around(…))
          nothing counted | nothing is counted: put gate.counted(…) around what is one request
          no populations | gate.around() has no populations: give it those of the simulation
          counted within counted | a part of the simulation that is counted stands inside another
          two gates | MemoryGate.forSimulation(…) is called twice: a simulation has one gate
          """)
  void aSimulationThatCannotBeJudgedFailsAndSaysWhy(String mistake, String words) throws Exception {
    GatlingProcess ended = run(mistake);
    assertThat(ended.output()).contains(words).contains("gate     fail, exit 2");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.output()).as("after() is run").contains("the simulation's own last hook");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a moment | only 0 rounds have a floor; 16 are the least
          a few seconds | 16 are the least to judge by, so allow a longer --budget, or traffic that lasts longer
          """)
  void aSimulationThatEndsTooSoonFailsAndSaysSo(String mistake, String words) throws Exception {
    GatlingProcess ended = run(mistake);
    assertThat(ended.output().replaceAll("\\s+", " "))
        .contains(words)
        .contains("The traffic of the simulation ended before its verdict was clear");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(GatlingProcess.verdict(folder.resolve("run"))).isEqualTo("INCONCLUSIVE");
  }

  /** Whether the target was read in time depends on the machine; a verdict there is in no case. */
  @Test
  void aSimulationThatEndsAtOnceFailsAndSaysSo() throws Exception {
    GatlingProcess ended = run("nobody gets there");
    assertThat(ended.output().replaceAll("\\s+", " "))
        .containsAnyOf(
            "the traffic of the simulation ended meanwhile, so let it send for",
            "The traffic of the simulation ended before its verdict was clear");
    assertThat(ended.exit()).isIn(3, 4);
  }

  @Test
  void anotherProcessThanTheOneThatListensIsDoubted() throws Exception {
    GatlingProcess ended = run("none", "-Dtidemark.probe=jvm:" + ProcessHandle.current().pid());
    assertThat(ended.output()).contains("whose memory is read, is not the one that listens");
  }

  @Test
  void aUserWhoLeavesInTheMiddleOfAPassHasFailedItAndHoldsNobodyUp() throws Exception {
    GatlingProcess ended = run("left in the middle", "-Dtidemark.probe=" + memoryAndCount());
    assertThat(ended.output()).doesNotContain("stands inside another");
    List<Tick> floors = floors();
    assertThat(floors).hasSizeGreaterThan(8);
    long before = GatlingProcess.served(floors.get(0)).orElseThrow().longValue();
    assertThat(floors)
        .allSatisfy(
            floor ->
                assertThat(floor.counts().ended())
                    .isEqualTo(GatlingProcess.served(floor).orElseThrow().longValue() - before));
    RequestCounts last = floors.get(floors.size() - 1).counts();
    assertThat((double) last.failed() / last.ended()).isBetween(0.05, 0.15);
  }

  @Test
  void aUserWhoMustLeaveABlockTakesNoTicketInIt() throws Exception {
    long before = served();
    GatlingProcess ended = run("left before");
    assertThat(served() - before).as(ended.output()).isEqualTo(240 + 216);
  }

  private static long served() throws IOException {
    return new JsonMapper()
        .readTree(URI.create("http://127.0.0.1:" + running().port() + "/health").toURL())
        .path("requestsServed")
        .asLong();
  }

  @Test
  void populationsThatFollowOthersAreCountedToo() throws Exception {
    GatlingProcess ended = run("one after the other", "-Dtidemark.probe=" + memoryAndCount());
    List<Tick> floors = floors();
    assertThat(floors.get(floors.size() - 1).counts().completed()).isGreaterThan(240);
    assertThat(ended.output()).contains("The traffic of the simulation ended before its verdict");
  }

  private static String memoryAndCount() {
    return "jvm:" + running().pid() + ",http:/health";
  }

  /** Those that were read whole: the end of the traffic may cut the last one short. */
  private List<Tick> floors() throws IOException {
    return LedgerReader.read(new RunFolder(folder.resolve("run"))).ticks().stream()
        .filter(tick -> tick.kind() == Tick.Kind.FLOOR)
        .filter(tick -> GatlingProcess.served(tick).isPresent())
        .toList();
  }

  @Test
  void aTargetThatDoesNotAnswerIsNamedWhileTheSimulationGoesOn() throws Exception {
    GatlingProcess ended = run("none", "-Dtidemark.target=http://127.0.0.1:1/health");
    assertThat(ended.output())
        .contains(
            "tidemark: there will be no verdict: GET http://127.0.0.1:1/health: nothing answers there");
    assertThat(ended.exit()).isEqualTo(4);
  }

  @Test
  void aProcessThatIsNotThereIsNamed() throws Exception {
    GatlingProcess ended = run("none", "-Dtidemark.probe=jvm:999999999");
    assertThat(ended.output())
        .contains("there will be no verdict: candidate: ")
        .contains("999999999");
    assertThat(ended.exit()).isEqualTo(4);
  }

  @Test
  void stagesThatChooseWhatIsSentAreRefused() throws Exception {
    GatlingProcess ended = run("none", "-Dtidemark.stages=idle,same-keys");
    assertThat(ended.output()).contains("stages: same-keys chooses what is sent");
    assertThat(ended.exit()).isEqualTo(2);
  }

  private GatlingProcess run(String mistake, String... options) throws Exception {
    String url = "http://127.0.0.1:" + running().port();
    List<String> all =
        new ArrayList<>(
            List.of(
                "-Dexample.mistake=" + mistake,
                "-Dexample.url=" + url,
                "-Dtidemark.target=" + url + "/health",
                "-Dtidemark.probe=jvm:" + running().pid(),
                "-Dtidemark.out=" + folder.resolve("run")));
    all.addAll(List.of(options));
    return GatlingProcess.run(folder, "example.MisusedSimulation", all.toArray(String[]::new));
  }
}
